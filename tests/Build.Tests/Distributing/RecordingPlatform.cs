using MobileDist.PullRequests;

namespace MobileDist.Build.Tests.Distributing;

/// <summary>A CI platform that keeps what it is told.</summary>
internal sealed class RecordingPlatform : ICiPlatform
{
    public string Name => "test";

    public CiFacts Facts => CiFacts.None;

    public List<CiAnnotation> Annotations { get; } = [];

    public Dictionary<string, string> Outputs { get; } = new(StringComparer.Ordinal);

    public List<string> Echoed { get; } = [];

    public List<string> Progress { get; } = [];

    public List<string> Tags { get; } = [];

    public void ShowProgress(int percent, string work) => Progress.Add($"{percent} {work}");

    public void AddTag(string tag) => Tags.Add(tag);

    public IDisposable OpenGroup(string title) => throw new AssertionException("No group was to be opened.");

    public void Annotate(CiAnnotation annotation) => Annotations.Add(annotation);

    public void Mask(Secret secret) => throw new AssertionException("Nothing was to be masked.");

    public void SetOutput(string name, string value) => Outputs.Add(name, value);

    public void EchoForeign(string line) => Echoed.Add(line);

    public Task AppendSummaryAsync(string markdown, CancellationToken cancellationToken) => throw new AssertionException("No summary was to be written.");
}
