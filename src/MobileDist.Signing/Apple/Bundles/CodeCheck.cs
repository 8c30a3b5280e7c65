using System.Collections.Concurrent;
using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>Verifies every Mach-O file of an app, wherever it lies, and gathers what their signatures say.</summary>
internal sealed class CodeCheck(IosApp app, UnpackedApp files, IpaVerificationOptions options, IpaFindingList findings)
{
    // Each file is hashed by all processors anyway, and costs some megabytes of buffers.
    private const int FilesAtOnce = 2;

    private readonly ConcurrentDictionary<string, CodeSummary> _summaries = new(StringComparer.Ordinal);

    /// <summary>What signed the main executables, by the path of the bundle.</summary>
    public IReadOnlyDictionary<string, CodeSummary> Main { get; private set; } = new Dictionary<string, CodeSummary>(StringComparer.Ordinal);

    /// <summary>Of all signed code, by path in the app; that of a bundle under the bundle's path too.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<byte>> CdHashes { get; private set; } = new Dictionary<string, ImmutableArray<byte>>(StringComparer.Ordinal);

    public void Run(CancellationToken cancellation)
    {
        var mains = app.Bundles.Where(bundle => bundle.Executable is not null).ToDictionary(bundle => bundle.Inside(bundle.Executable!), StringComparer.Ordinal);
        KeyValuePair<string, string>[] code = [.. files.Code];
        WorkerGroup.Run(code.Length, 0, (number, _) => Check(code[number].Key, code[number].Value, mains.GetValueOrDefault(code[number].Key), cancellation), cancellation, FilesAtOnce);
        foreach (var (path, bundle) in mains.Where(main => files.Tree.Find(main.Key)?.Digest is not null && !files.Code.ContainsKey(main.Key)))
        {
            findings.NoCode(bundle.Path, path);
        }

        var appTeam = _summaries.GetValueOrDefault(app.Main.Inside(app.Main.Executable!))?.TeamId;
        foreach (var (path, summary) in _summaries)
        {
            // Those of the bundles are held against each other together with the profiles.
            if (!mains.ContainsKey(path) && !string.Equals(summary.TeamId, appTeam, StringComparison.Ordinal))
            {
                findings.TeamDiffers(BundleOf(path), path, summary.TeamId, appTeam);
            }
        }

        Main = mains.Where(main => _summaries.ContainsKey(main.Key)).ToDictionary(main => main.Value.Path, main => _summaries[main.Key], StringComparer.Ordinal);
        CdHashes = _summaries.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.CdHash))
            .Concat(Main.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.CdHash)))
            .ToDictionary(StringComparer.Ordinal);
    }

    private void Check(string path, string unpacked, IosBundle? bundle, CancellationToken cancellation)
    {
        var owner = bundle?.Path ?? BundleOf(path);
        using var source = MachOFileSource.Open(unpacked);
        try
        {
            var code = MachOFile.Probe(source, path);
            if (code is null || !code.IsSignable)
            {
                return;
            }

            foreach (var finding in MachOVerifier.Verify(source, Expectations(path, bundle), cancellation))
            {
                findings.Code(owner, path, finding);
            }

            if (CodeSummary.Read(code) is { } summary)
            {
                _summaries[path] = summary;
            }
        }
        catch (DistributionException error)
        {
            findings.CodeMalformed(owner, path, error.Message);
        }
    }

    private CodeExpectations Expectations(string path, IosBundle? bundle) => new()
    {
        Name = path,
        Identifier = bundle?.Identifier,
        InfoPlist = bundle is null ? default(ReadOnlyMemory<byte>?) : files.Infos[bundle.Path],
        CodeResources = bundle is not null && files.Seals.TryGetValue(bundle.Path, out var seal) ? seal : default(ReadOnlyMemory<byte>?),
        TrustedRoots = options.TrustedRoots,
        Now = options.Now,
    };

    // The innermost bundle that a file lies in.
    private string BundleOf(string path) => app.Bundles
        .Where(bundle => bundle.Path.Length > 0 && path.StartsWith($"{bundle.Path}/", StringComparison.Ordinal))
        .MaxBy(bundle => bundle.Path.Length)?.Path ?? "";
}
