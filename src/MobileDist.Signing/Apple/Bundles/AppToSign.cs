using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// The signed app before it exists: which files stay, which are replaced, which are code, which go. Everything that a seal covers, the
/// profiles above all, is decided here, before anything is sealed.
/// </summary>
internal sealed class AppToSign
{
    private const string InfoPlist = "Info.plist";
    private const int LargestInfoPlist = 16 << 20;
    private const long LargestCode = uint.MaxValue;

    private readonly ZipPackage _package;
    private readonly IpaSigningRequest _request;
    private readonly PrivateFolder _scratch;
    private readonly Dictionary<string, IosBundle> _signed;
    private readonly List<AppFile> _files = [];
    private readonly ImmutableArray<string>.Builder _removed = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> _inTheWay = new(StringComparer.Ordinal);
    private int _codeFiles;

    private AppToSign(ZipPackage package, IosApp app, IpaSigningRequest request, PrivateFolder scratch)
    {
        (_package, _request, _scratch) = (package, request, scratch);
        _signed = app.Bundles.Where(bundle => bundle.Executable is not null || bundle.Kind == IosBundleKind.AssetPack).ToDictionary(bundle => bundle.Path, StringComparer.Ordinal);
        Tree = null!;
    }

    /// <summary>All files of the signed app.</summary>
    public AppTree Tree { get; private set; }

    /// <summary>The bundles to sign, deepest first, the app last.</summary>
    public ImmutableArray<BundleToSign> Bundles { get; private set; } = [];

    /// <summary>Bytes of all code, unpacked and not yet signed.</summary>
    public long CodeBytes => Tree.Files.Sum(file => file is { Code: not null, Item: { } item } ? item.Entry.UncompressedSize : 0);

    /// <summary>Names of the entries that are left out.</summary>
    public ImmutableArray<string> Removed => _removed.ToImmutable();

    /// <summary>Whether an entry of the app gives way to what is made anew.</summary>
    public bool LeavesOut(IpaItem item) => _inTheWay.Contains(item.Entry.Name);

    /// <exception cref="DistributionException">Something in the app cannot be signed.</exception>
    public static AppToSign Plan(ZipPackage package, IosApp app, IpaContents contents, HashSet<string> code, IpaSigningRequest request, PrivateFolder scratch)
    {
        var plan = new AppToSign(package, app, request, scratch);
        plan._removed.AddRange(contents.Dropped);
        foreach (var item in contents.Items)
        {
            if (item.AppPath is { } path)
            {
                plan.Place(item, path, code.Contains(path));
            }
        }

        plan.AddNew();
        plan.Tree = new AppTree(plan._files);
        plan.PlanBundles(app);
        return plan;
    }

    private void Place(IpaItem item, string path, bool isCode)
    {
        if (IsInTheWay(item, path))
        {
            _removed.Add(item.Entry.Name);
            _inTheWay.Add(item.Entry.Name);
            return;
        }

        if (item.Kind == IpaItemKind.Folder)
        {
            return;
        }

        if (item.Kind == IpaItemKind.Symlink)
        {
            _files.Add(new AppFile(path) { Item = item, Target = SymlinkTarget.Read(_package, item.Entry) });
            return;
        }

        if (isCode && item.Entry.UncompressedSize >= LargestCode)
        {
            throw BundleFaults.CodeTooLarge(_package.FileName, item.Entry.Name, item.Entry.UncompressedSize);
        }

        _files.Add(new AppFile(path) { Item = item, Code = isCode ? NewCode() : null });
    }

    // What the app has not, but will have: the seals of all bundles, the signatures of those without code, and the profiles.
    private void AddNew()
    {
        var there = _files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        foreach (var bundle in _signed.Values)
        {
            _files.Add(new AppFile(AppTree.Inside(bundle.Path, CodeResources.Path)));
            if (bundle.Executable is null)
            {
                _files.AddRange(CodelessBundleSigner.Files.Select(name => new AppFile(AppTree.Inside(bundle.Path, SignatureFiles.PathOf(name)))));
            }

            if (_request.Plan.Bundles.TryGetValue(bundle.Path, out var plan))
            {
                var path = AppTree.Inside(bundle.Path, IosBundle.ProfileName);
                if (!there.TryGetValue(path, out var file))
                {
                    file = new AppFile(path);
                    _files.Add(file);
                }

                file.Replace([.. plan.Profile.Raw]);
            }
        }
    }

    private void PlanBundles(IosApp app)
    {
        var editor = new InfoPlistEditor(_request.Edits, app.Main.Identifier);
        var bundles = ImmutableArray.CreateBuilder<BundleToSign>(_signed.Count);
        foreach (var bundle in _signed.Values)
        {
            var main = AppTree.Inside(bundle.Path, bundle.Executable ?? AssetPackSigner.MainFile);
            var executable = bundle.Executable is null ? null : Tree.Find(main);
            var info = Tree.Find(AppTree.Inside(bundle.Path, InfoPlist));
            if ((bundle.Executable is not null && executable?.Code is null) || info?.Item is null)
            {
                throw BundleFaults.NoExecutable(_package.FileName, main);
            }

            var edited = bundle.NeedsProfile ? editor.Edit(bundle.Info, bundle.InfoFormat) : null;
            if (edited is not null)
            {
                info.Replace(edited);
            }

            bundles.Add(new BundleToSign(
                bundle,
                executable,
                bundle.NeedsProfile ? editor.Rename(bundle.Identifier) : bundle.Identifier,
                edited ?? _package.ReadAllBytes(info.Item.Entry, LargestInfoPlist),
                _request.Plan.Bundles.GetValueOrDefault(bundle.Path)?.Entitlements ?? _request.Plan.Services.GetValueOrDefault(bundle.Path)));
        }

        bundles.Sort(static (left, right) => left.Depth == right.Depth ? string.CompareOrdinal(left.Path, right.Path) : right.Depth.CompareTo(left.Depth));
        Bundles = bundles.ToImmutable();
    }

    // What a signed bundle has of an earlier signature, with all that is in it, whatever it is; a profile in a bundle that has none of its own,
    // which makes the signature invalid; and what stands in the place of a profile and is no file: a symlink leads to somebody else's.
    private bool IsInTheWay(IpaItem item, string path) =>
        AtOrAround(path, SignatureFiles.Folder) is not null
        || (AtOrAround(path, IosBundle.ProfileName) is { } bundle && (!bundle.NeedsProfile || item.Kind != IpaItemKind.File || !path.EndsWith(IosBundle.ProfileName, StringComparison.Ordinal)));

    // The signed bundle in which a path is that name, or lies in a folder of that name.
    private IosBundle? AtOrAround(string path, string name)
    {
        for (var at = path.IndexOf(name, StringComparison.Ordinal); at >= 0; at = path.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            var isWhole = (at == 0 || path[at - 1] == '/') && (end == path.Length || path[end] == '/');
            if (isWhole && _signed.TryGetValue(at == 0 ? "" : path[..(at - 1)], out var bundle))
            {
                return bundle;
            }
        }

        return null;
    }

    private CodeFile NewCode()
    {
        _codeFiles++;
        return new CodeFile(_scratch.Combine($"{_codeFiles}.unsigned"), _scratch.Combine($"{_codeFiles}.signed"));
    }
}
