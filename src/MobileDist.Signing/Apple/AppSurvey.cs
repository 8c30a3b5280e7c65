using System.Collections.Immutable;
using MobileDist.Packages.Apple;
using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Packages.Zip;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Signing.Apple;

/// <summary>Looks through a package for what <see cref="AppleSigningCheck"/> has to know: its bundles and their code.</summary>
public static class AppSurvey
{
    // Older Xcodes leave the entitlements here in an archive.
    private const string ExpandedEntitlements = "archived-expanded-entitlements.xcent";
    private const int LargestEntitlements = 1 << 20;

    /// <param name="path">An IPA, or a zip of an app or of an Xcode archive.</param>
    /// <param name="edits">What will be changed before it is signed; null for nothing.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="DistributionException"><see cref="ExitCode.Unfit"/>: no such package, or one that is malformed.</exception>
    public static ImmutableArray<AppleBundleFacts> Read(string path, InfoPlistEdits? edits, CancellationToken cancellationToken)
    {
        using var package = ZipPackage.Open(path);
        var app = IosApp.Read(package);
        var editor = new InfoPlistEditor(edits, app.Main.Identifier);
        var items = IpaContents.Read(package, app.Root).Items;
        var entries = items.Where(item => item.AppPath is not null).ToDictionary(item => item.AppPath!, item => item.Entry, StringComparer.Ordinal);
        var code = CodeSurvey.Find(package, items, cancellationToken).Order(StringComparer.Ordinal).ToLookup(file => Owner(file, app), StringComparer.Ordinal);
        return [.. app.Bundles.Select(bundle => FactsOf(bundle, editor, code[bundle.Path], package, entries, cancellationToken))];
    }

    private static AppleBundleFacts FactsOf(
        IosBundle bundle, InfoPlistEditor editor, IEnumerable<string> code, ZipPackage package, Dictionary<string, ZipEntry> entries, CancellationToken cancellationToken)
    {
        var main = bundle.Executable is { } executable ? bundle.Inside(executable) : null;
        PropertyListDictionary? entitlements = null;
        var facts = ImmutableArray.CreateBuilder<AppleCodeFacts>();
        foreach (var file in code.OrderByDescending(file => string.Equals(file, main, StringComparison.Ordinal)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var source = new ForwardEntrySource(package, entries[file]);
            var isMain = string.Equals(file, main, StringComparison.Ordinal);
            var name = $"{package.FileName}/{file}";
            if ((isMain ? MachOFile.Read(source, name) : MachOFile.Probe(source, name)) is not { } binary || !(isMain || binary.IsSignable))
            {
                // A static library or an object file: begins as code does, but is a plain resource.
                continue;
            }

            facts.Add(AppleCodeFacts.Of(file, binary));
            if (isMain && (bundle.NeedsProfile || binary.IsExecutable))
            {
                // One without a certificate is how a project says what it needs where nobody may sign.
                entitlements = EmbeddedSignature.Read(binary, binary.Slices[0])?.ReadEntitlements();
            }
        }

        if (entitlements is null && (bundle.NeedsProfile || facts is [{ IsExecutable: true }, ..]) && entries.TryGetValue(bundle.Inside(ExpandedEntitlements), out var archived))
        {
            entitlements = PropertyList.ReadDictionary(package.ReadAllBytes(archived, LargestEntitlements), $"{package.FileName}/{archived.Name}");
        }

        var read = AppleBundleFacts.Of(bundle, facts.ToImmutable(), entitlements);
        return !bundle.NeedsProfile ? read : read with
        {
            Identifier = editor.Rename(bundle.Identifier),
            CompanionIdentifier = read.CompanionIdentifier is { } companion ? editor.Rename(companion) : null,
        };
    }

    // A file belongs to the innermost bundle around it; what stands first in Bundles lies deepest.
    private static string Owner(string file, IosApp app) =>
        app.Bundles.First(bundle => bundle.Path.Length == 0 || file.StartsWith(bundle.Path + "/", StringComparison.Ordinal)).Path;
}
