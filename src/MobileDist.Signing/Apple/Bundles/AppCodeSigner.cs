using MobileDist.Packages.Apple.CodeSignatures;
using MobileDist.Packages.Apple.MachO;
using MobileDist.Packages.Apple.PropertyLists;
using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Signs the code of an app from the inside out: first what lies loose, then bundle by bundle, the deepest first, since the seal of each
/// covers the signatures of all that is in it. What lies equally deep is signed at the same time.
/// </summary>
internal sealed class AppCodeSigner(AppToSign app, IpaSigningRequest request, Action<int> done)
{
    // Each file is hashed by all processors anyway, and costs some megabytes of buffers.
    private const int FilesAtOnce = 2;

    public void Sign(CancellationToken cancellation)
    {
        var mains = app.Bundles.Select(bundle => bundle.Executable).ToHashSet();
        AppFile[] loose = [.. app.Tree.Files.Where(file => file.Code is not null && !mains.Contains(file))];
        WorkerGroup.Run(loose.Length, 0, (number, _) => SignLoose(loose[number], cancellation), cancellation, FilesAtOnce);
        foreach (var level in app.Bundles.GroupBy(bundle => bundle.Depth))
        {
            BundleToSign[] bundles = [.. level];
            WorkerGroup.Run(bundles.Length, 0, (number, _) => SignBundle(bundles[number], cancellation), cancellation, FilesAtOnce);
        }
    }

    private void SignLoose(AppFile file, CancellationToken cancellation)
    {
        using var source = MachOFileSource.Open(file.Code!.UnsignedPath);
        var code = MachOFile.Probe(source, file.Path);
        if (code is null || !code.IsSignable)
        {
            TakeAsIs(file, source, cancellation);
            return;
        }

        Sign(file, source, new CodeSigningRequest
        {
            Name = file.Path,
            Identifier = IdentifierOf(code, file.Path),
            Signer = request.Plan.Signer,
            SigningTime = request.SigningTime,
        }, cancellation);
    }

    private void SignBundle(BundleToSign bundle, CancellationToken cancellation)
    {
        if (bundle.Executable is { } executable)
        {
            SignBundle(bundle, executable, cancellation);
        }
        else
        {
            cancellation.ThrowIfCancellationRequested();
            AssetPackSigner.Sign(app.Tree, bundle, request);
        }
    }

    private void SignBundle(BundleToSign bundle, AppFile executable, CancellationToken cancellation)
    {
        using var source = MachOFileSource.Open(executable.Code!.UnsignedPath);
        var code = MachOFile.Read(source, executable.Path);
        if (!code.IsSignable)
        {
            throw BundleFaults.NotSignable(executable.Path, $"{code.Slices[0].FileType}");
        }

        var seal = CodeResources.Write(app.Tree.Below(bundle.Path), bundle.Bundle.Executable, DigestChoice.For(code.Slices).Contains(CodeHashType.Sha1));
        app.Tree.Find(AppTree.Inside(bundle.Path, CodeResources.Path))!.Replace(seal);
        Sign(executable, source, new CodeSigningRequest
        {
            Name = executable.Path,
            Identifier = bundle.Identifier,
            Signer = request.Plan.Signer,
            Entitlements = code.IsExecutable ? bundle.Entitlements : null,
            InfoPlist = bundle.InfoPlist,
            CodeResources = seal,
            SigningTime = request.SigningTime,
        }, cancellation);
    }

    private void Sign(AppFile file, MachOFileSource source, CodeSigningRequest signing, CancellationToken cancellation)
    {
        using var output = new SignedCodeStream(file.Code!.SignedPath, isDigested: file != app.Bundles[^1].Executable);
        MachOSigner.Sign(source, output, signing, output.Keep, cancellation);
        Finish(file, source, output);
    }

    // Code that carries an Info.plist is called as that says.
    private static string IdentifierOf(MachOFile code, string path) =>
        code.ReadInfoPlist(code.Slices[0]) is { } info
            && PropertyList.ReadDictionary(info, path).FindString("CFBundleIdentifier") is { Length: > 0 } identifier
            ? identifier
            : CodeIdentifier.ForLibrary(path);

    // An object file or the like: begins as code does, but is a plain resource.
    private void TakeAsIs(AppFile file, MachOFileSource source, CancellationToken cancellation)
    {
        const int BlockSize = 256 << 10;
        using var output = new SignedCodeStream(file.Code!.SignedPath, isDigested: file != app.Bundles[^1].Executable);
        var block = new byte[BlockSize];
        for (var offset = 0L; offset < source.Length; offset += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(BlockSize, source.Length - offset);
            source.Read(offset, block.AsSpan(0, count));
            output.Write(block.AsSpan(0, count));
        }

        Finish(file, source, output);
    }

    private void Finish(AppFile file, MachOFileSource source, SignedCodeStream output)
    {
        file.Digest = output.Digest();
        (file.Code!.Crc32, file.Code.Kept) = (output.Crc32, output.Kept);
        done((int)Math.Min(int.MaxValue, source.Length));
    }
}
