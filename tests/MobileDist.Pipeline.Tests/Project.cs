using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;
using MobileDist.Signing;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests;

/// <summary>A user's project with a settings file and the sample's unsigned package in it.</summary>
internal sealed class Project : IDisposable
{
    public const string Sample = "apps: { demo: { android: { package: app.apk, signing: { throw-away: true } } } }";

    // Making an RSA key takes most of a test's time; one is enough for all that do not care which.
    private static readonly Lazy<string> Key = new(MakeKey);

    private readonly TestFolder _folder = new();

    public Project(string settings = Sample)
    {
        Write("mobiledist.yml", settings);
        Write("artifacts/mobiledist/throw-away.pem", Key.Value);
        CopySample("app.apk");
        foreach (var name in new[] { "PATH", "SystemRoot", "TEMP", "PATHEXT" })
        {
            if (System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                Environment[name] = value;
            }
        }
    }

    public static string SamplePackage => RepositoryRoot.Combine("samples", "android", "app-release-unsigned.apk");

    public string Root => _folder.FullPath;

    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public NoteList Notes { get; } = new();

    public FixedClock Clock { get; } = new();

    /// <summary>A clock that moves by itself, in place of the one that stands still.</summary>
    public TimeProvider? Time { get; set; }

    public HttpMessageHandler? StoreHandler { get; set; }

    public Func<string?, Func<string, CancellationToken, Task<Secret>>>? IdentityTokens { get; set; }

    public Redactor Redactor { get; } = new();

    public IProgress<WorkProgress>? Progress { get; set; }

    public CiFacts Facts { get; set; } = CiFacts.None;

    public Func<CommentMode, ICommentTarget>? CommentTarget { get; set; }

    public ImmutableArray<X509Certificate2> AppleRoots { get; init; } = [];

    public Func<LinkTargetKind, ILinkTarget>? LinkTarget { get; set; }

    public Func<string, IInstallHost>? ReleaseHost { get; set; }

    /// <summary>Takes everything from what runs us, as the host does.</summary>
    public async Task RunInAsync(CiSurroundings surroundings)
    {
        Facts = (await surroundings.FactsAsync(default)).Facts;
        CommentTarget = surroundings.CommentTarget;
        LinkTarget = surroundings.LinkTarget;
        ReleaseHost = surroundings.ReleaseHost;
    }

    public string Combine(params string[] parts) => _folder.Combine(parts);

    public string Output(params string[] parts) => _folder.Combine(["artifacts", "mobiledist", .. parts]);

    public string Write(string name, string text) => _folder.Write(name, text);

    public void CopySample(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Combine(name))!);
        File.Copy(SamplePackage, Combine(name), overwrite: true);
    }

    public Distribution Load() => Distribution.Load(new DistributionInputs
    {
        Arguments = Arguments,
        Environment = Environment,
        WorkingFolder = Root,
        Redactor = Redactor,
        Clock = Time ?? Clock,
        Notes = Notes,
        Progress = Progress,
        Facts = Facts,
        AppleRoots = AppleRoots,
        CommentTarget = CommentTarget,
        LinkTarget = LinkTarget,
        ReleaseHost = ReleaseHost,
        StoreHandler = StoreHandler,
        IdentityTokens = IdentityTokens,
    });

    /// <summary>The whole job, as <c>--target=Distribute</c> does it.</summary>
    public async Task<Distribution> DistributeAsync(CancellationToken cancellationToken = default)
    {
        var distribution = Load();
        await distribution.CheckAsync(cancellationToken);
        await distribution.BuildAsync(cancellationToken);
        await distribution.SignAsync(cancellationToken);
        await distribution.PublishAsync(cancellationToken);
        await distribution.AnnounceAsync(cancellationToken);
        return distribution;
    }

    public async Task<string> ReceiptAsync(string release = "demo-android") => await File.ReadAllTextAsync(Output(release, "receipt.json"));

    public IEnumerable<string> OutputFiles() => Directory.Exists(Output())
        ? Directory.EnumerateFiles(Output(), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .Select(path => Path.GetRelativePath(Output(), path).Replace('\\', '/')).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Text without what differs from run to run: the folder, digests, the state that programs read back.</summary>
    public string Scrub(string text)
    {
        var shown = text
            .Replace(new Uri(Root).AbsoluteUri, "file:///PROJECT", StringComparison.Ordinal)
            .Replace(Root, "PROJECT", StringComparison.Ordinal)
            .Replace('\\', '/');
        shown = Replace(shown, "file&#58;///[^<\\s]*?/artifacts", "file&#58;///PROJECT/artifacts");
        shown = Replace(shown, "\"size\": [0-9]+", "\"size\": SIZE");
        shown = Replace(shown, "[0-9a-f]{64}", "SHA256");
        shown = Replace(shown, "certificate [0-9a-f]{16}", "certificate DIGEST");
        return Replace(shown, "<!-- mobiledist:state .*? -->", "<!-- STATE -->");
    }

    public void Dispose() => _folder.Dispose();

    private static string Replace(string text, string pattern, string replacement) =>
        Regex.Replace(text, pattern, replacement, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static string MakeKey()
    {
        using var folder = new TestFolder();
        using var identity = ThrowAwayIdentity.Create(new FixedClock().Now);
        ThrowAwayIdentity.Save(identity, folder.Combine("key.pem"));
        return File.ReadAllText(folder.Combine("key.pem"));
    }
}
