using MobileDist.Signing.Apple.Code;

namespace MobileDist.Signing.Apple.Bundles;

/// <summary>
/// Signs an asset pack of on-demand resources: its seal, and the parts of its signature as files beside that. The seal of the bundle around it
/// lists all of them, as it does every file of what is nested on iOS.
/// </summary>
internal static class AssetPackSigner
{
    /// <summary>Stands in for the executable that a pack has not, and like one is not in the seal.</summary>
    public const string MainFile = "Info.plist";

    public static void Sign(AppTree tree, BundleToSign pack, IpaSigningRequest request)
    {
        var seal = CodeResources.Write(tree.Below(pack.Path), MainFile, withSha1: true);
        Replace(tree, pack, CodeResources.Path, seal);
        var signing = new CodeSigningRequest { Name = pack.Path, Identifier = pack.Identifier, Signer = request.Plan.Signer, SigningTime = request.SigningTime };
        foreach (var (name, content) in CodelessBundleSigner.Sign(signing, pack.InfoPlist, seal))
        {
            Replace(tree, pack, SignatureFiles.PathOf(name), content);
        }
    }

    private static void Replace(AppTree tree, BundleToSign pack, string path, byte[] content) => tree.Find(AppTree.Inside(pack.Path, path))!.Replace(content);
}
