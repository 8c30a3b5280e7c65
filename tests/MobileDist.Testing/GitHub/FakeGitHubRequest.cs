namespace MobileDist.Testing.GitHub;

/// <summary>A request as the fake got it.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Path and query, without the server.</param>
/// <param name="Headers">Names in any case.</param>
/// <param name="Body">As it came; of uploads, what arrived.</param>
public sealed record FakeGitHubRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Path}";
}
