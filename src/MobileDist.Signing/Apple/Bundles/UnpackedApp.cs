using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>The digests of all files of a package's app, its code in a private folder, its seals in memory.</summary>
/// <param name="Tree">All files.</param>
/// <param name="Code">Those that are code, with the path that each is unpacked to.</param>
/// <param name="Seals">By the path of the bundle.</param>
/// <param name="Infos">The Info.plist of each bundle, by its path.</param>
internal sealed record UnpackedApp(
    AppTree Tree, IReadOnlyDictionary<string, string> Code, IReadOnlyDictionary<string, byte[]> Seals, IReadOnlyDictionary<string, byte[]> Infos)
{
    private const int LargestSeal = 32 << 20;
    private const int LargestInfo = 4 << 20;

    // Of each kind, all bundles together; the seals of an app of a hundred thousand files have some 50 MB.
    private const int MostHeld = 96 << 20;

    public static UnpackedApp Read(
        ZipPackage package,
        IosApp app,
        IpaContents contents,
        IReadOnlyDictionary<string, CarriedOverEntry> known,
        PrivateFolder scratch,
        IpaFindingList findings,
        ProgressMeter meter,
        CancellationToken cancellation)
    {
        var unknown = contents.Items.Where(item => !known.ContainsKey(item.Entry.Name)).ToArray();
        var code = CodeSurvey.Find(package, unknown, cancellation).Order(StringComparer.Ordinal)
            .Select((path, number) => KeyValuePair.Create(path, scratch.Combine($"{number}.code")))
            .ToDictionary(StringComparer.Ordinal);

        // The only code that stands in no seal.
        var unsealed = app.Main.Executable is { } main && code.ContainsKey(app.Main.Inside(main)) ? app.Main.Inside(main) : null;
        var jobs = new List<(EntryJob Job, IpaItem Item, AppFile? File)>(contents.Items.Length);
        foreach (var item in contents.Items)
        {
            var file = item is { AppPath: { } path, Kind: not IpaItemKind.Folder }
                ? new AppFile(path) { Item = item, Target = item.Kind == IpaItemKind.Symlink ? SymlinkTarget.Read(package, item.Entry) : null }
                : null;
            jobs.Add((new EntryJob(item.Entry)
            {
                StaysPacked = known.ContainsKey(item.Entry.Name),
                IsDigested = file is { Target: null } && !string.Equals(file.Path, unsealed, StringComparison.Ordinal),
                ExtractTo = file is null ? null : code.GetValueOrDefault(file.Path),
            }, item, file));
        }

        EntryPass.Run(package, [.. jobs.Select(job => job.Job)], output: null, meter.Add, cancellation);
        foreach (var (job, item, file) in jobs)
        {
            if (job.Failure is { } failure)
            {
                findings.EntryDamaged("", item.Entry.Name, failure.Message);
            }
            else if (known.TryGetValue(item.Entry.Name, out var entry))
            {
                CheckCarriedOver(job, entry, file, findings);
            }
            else if (file is not null)
            {
                file.Digest = job.Digest;
            }
        }

        var damaged = jobs.Where(job => job.Job.Failure is not null && job.File is not null).Select(job => job.File!.Path).ToHashSet(StringComparer.Ordinal);
        return new UnpackedApp(
            new AppTree(jobs.Select(job => job.File).OfType<AppFile>()),
            code.Where(file => !damaged.Contains(file.Key)).ToDictionary(StringComparer.Ordinal),
            ReadInBundles(package, app, CodeResources.Path, LargestSeal, damaged),
            ReadInBundles(package, app, "Info.plist", LargestInfo, damaged));
    }

    private static void CheckCarriedOver(EntryJob job, CarriedOverEntry entry, AppFile? file, IpaFindingList findings)
    {
        if (job.Entry.CompressedSize != entry.CompressedSize || job.PackedCrc != entry.PackedCrc)
        {
            findings.EntryDamaged("", job.Entry.Name, $"The data of '{job.Entry.Name}' is not what was written.");
        }
        else if (file is not null)
        {
            file.Digest = entry.Digest;
        }
    }

    private static Dictionary<string, byte[]> ReadInBundles(ZipPackage package, IosApp app, string name, int limit, HashSet<string> damaged)
    {
        var read = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var left = MostHeld;
        foreach (var bundle in app.Bundles)
        {
            var path = bundle.Inside(name);
            if (package.Find(app.Root + path) is { IsSymbolicLink: false } entry && !damaged.Contains(path))
            {
                var bytes = package.ReadAllBytes(entry, Math.Min(limit, left));
                left -= bytes.Length;
                read.Add(bundle.Path, bytes);
            }
        }

        return read;
    }
}
