using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using static MobileDist.Pipeline.FaultText;

namespace MobileDist.Pipeline;

/// <summary>Every sentence about packages, builds, stages and receipts.</summary>
internal static class PipelineFaults
{
    // ---- Packages ------------------------------------------------------------------------------------------------

    public static Fault PackageNotFound(PackageSource source) =>
        new Fault($"No package was found for '{string.Join("', '", source.Patterns)}' ({source.Source}).", "Build the app first, or correct the path; patterns take *, ? and **.").With("folder", source.Folder);

    public static Fault SeveralPackages(string pattern, PackageSource source, IReadOnlyList<string> matches) =>
        new Fault($"'{pattern}' ({source.Source}) matches {(matches.Count > 10 ? "more than 10" : matches.Count)} files, where one package is meant.", "Write a narrower pattern, or delete what older builds left.")
            .With("found", string.Join(", ", matches.Take(10).Select(path => Path.GetRelativePath(source.Folder, path))));

    public static Fault OtherPlatform(PackageInfo package, AppPlatform wanted) =>
        new(
            $"The package of '{package.Identifier}' is for {NameOf(package.Platform)}, and this release is for {NameOf(wanted)}.",
            wanted == AppPlatform.Android ? "Give the path of an APK or app bundle." : "Give the path of an IPA, or of the folder NAME.app or NAME.xcarchive.");

    public static Fault SplitPackage(string identifier, string split) =>
        new($"The package of '{identifier}' is only the split '{split}', which cannot be installed alone.", "Give the universal APK (bundletool --mode=universal), or build without splits.");

    public static Fault TestOnlyPackage(string identifier) =>
        new($"The package of '{identifier}' is marked test-only: phones refuse it when testers tap on it.", "Build the release variant, or set android.injected.testOnly=false.");

    public static Fault DebuggablePackage(string identifier) =>
        new($"The package of '{identifier}' is debuggable: whoever holds the phone can read the app's data.", "Build the release variant.");

    public static Fault IconInCatalogue(string identifier) =>
        new($"The icon of '{identifier}' lies in Assets.car only, which cannot be read here: the install page and the phone's download show a drawn one.", "That does no harm to the app. For its own icon, add a PNG file AppIcon60x60@3x.png to the app's folder, as Xcode does for asset catalogues that are not single-size.");

    public static Fault LibrariesBelow16KiB(IEnumerable<string> names, int count) =>
        new Fault($"{count} native {(count == 1 ? "library is" : "libraries are")} not aligned to 16 KiB: the app will not start on devices with such memory pages.", "Link with -Wl,-z,max-page-size=16384 (NDK r28 does), or update the library.")
            .With("libraries", string.Join(", ", names));

    // ---- Building ------------------------------------------------------------------------------------------------

    public static Fault BuildDidNotStart(string command, string reason) =>
        new($"The build command '{Short(command)}' could not be started: {Clean(reason)}", "Check the folder and that the shell is there.");

    public static Fault BuildFailed(BuildSettings build, int code, string lastLines) =>
        new Fault($"The build command '{Short(build.Command)}' ended with exit code {code}.", "Read its last lines; run the command by itself in that folder to see it fail.")
            .With("folder", build.Directory).With("last lines", lastLines);

    public static Fault BuildTimedOut(BuildSettings build, string lastLines) =>
        new Fault($"The build command '{Short(build.Command)}' was still running after {build.Timeout.TotalMinutes:0.#} minutes and was stopped.", "Set 'timeout:' higher, or find out what it waits for; it cannot ask questions here.")
            .With("folder", build.Directory).With("last lines", lastLines);

    public static Fault PackageOlderThanBuild(string path) =>
        new($"The package '{Path.GetFileName(path)}' is older than the build that just ran; the build may have put its package elsewhere.", "That is fine when the build found nothing to do. Otherwise correct 'package:'.");

    // ---- Stages and receipts -------------------------------------------------------------------------------------

    public static Fault NoGitHubToken() =>
        new("There is no token to write to GitHub with.", "Give the step the job's own: env: GITHUB_TOKEN: ${{ github.token }}. The action does so by itself.");

    public static Fault StageMissing(StageName stage, StageName before) =>
        new($"There is nothing to {stage.ToString().ToLowerInvariant()}: '{before}' is not done for this release.", $"Run --target={before} first, or --target=Distribute for all; the output folder must be the same.");

    public static Fault ThrowAwayKey(string path) =>
        new Fault("The package is signed with a throw-away key; testers cannot update from it to the real app.", "Set ANDROID_KEYSTORE and ANDROID_KEYSTORE_PASSWORD for your own key.").With("key", Path.GetFileName(path));

    public static Fault SignedByAnother(string file, string actual, string expected) =>
        new Fault($"The package '{Path.GetFileName(file)}' carries a valid signature, but not of the expected package and key.", "Somebody changed the output folder. Run again with --fresh, and find out who.")
            .With("certificate", actual).With("expected", expected);

    public static Fault SignatureDoesNotHold(string file, IEnumerable<string> findings, int count) =>
        new Fault($"The package '{Path.GetFileName(file)}' does not verify after signing ({count} {(count == 1 ? "finding" : "findings")}); it goes nowhere.", "If the output folder was not touched, this is a bug of ours: report it with the findings.")
            .With("findings", string.Join('\n', findings));

    public static Fault PackageDoesNotVerify(string file, IEnumerable<string> findings, int count) =>
        new Fault($"The package '{Path.GetFileName(file)}' does not verify ({count} {(count == 1 ? "finding" : "findings")}).", "What changes a package after signing (packing, aligning, adding files) breaks its signature: sign it again as the last step.")
            .With("findings", string.Join('\n', findings));

    public static Fault SeveralSigners(IReadOnlyCollection<string> digests) =>
        new Fault($"The package carries {digests.Count} signers, where one is expected.", "Sign it again with one key; every signature that is there is replaced.").With("certificates", string.Join(", ", digests));

    public static Fault OutputGone(string path, StageName maker) =>
        new($"The file '{path}' that '{maker}' made is gone.", $"Run --target={maker} again, or bring the whole output folder from where it ran.");

    public static Fault OutputChanged(string path, StageName maker) =>
        new($"The file '{path}' was changed after '{maker}' made it: size or SHA-256 differ from the receipt.", $"Find out what touched it, then run --target={maker} again with --fresh.");

    public static Fault PathLeadsOut(string path) =>
        new($"The receipt names the file '{Short(path)}', which lies outside of the output folder.", "The receipt was tampered with or made by hand. Run again with --fresh.");

    public static Fault DamagedReceipt(string path, string where) =>
        new($"The receipt '{path}' cannot be understood: {Clean(where)}.", "Run again with --fresh to start over.");

    public static Fault NewerReceipt(string path, int version) =>
        new($"The receipt '{path}' has version {version}, which a newer program wrote.", $"Update this program (it knows version {Receipts.Receipt.CurrentVersion}), or run with --fresh to start over.");

    public static Fault ForeignReceipt(string path, string other) =>
        new($"The receipt '{path}' belongs to another release, '{Short(other)}'.", "Bring the right output folder, or run with --fresh to start over.");

    public static Fault OutputFolderRefused(string folder, string reason) =>
        new Fault($"The output folder '{folder}' takes no files: {Clean(reason)}", "Name a folder that this user may write to with --output, or correct the rights; no part of the path may be a file.").With("folder", folder);

    public static Fault FilesRefused(StageName stage, string reason) =>
        new($"'{stage}' could not read or write a file: {Clean(reason)}", "Make room on the disk or correct the rights, then run again; it goes on from here. Nothing is half-written.");

    public static Fault NotWithdrawn(string channel, string reason) =>
        new($"The package could not be taken down from '{channel}': {Clean(reason)}", "Do what that asks for and run --target=Withdraw again, or take it down by hand.");

    public static string ReleaseHostNotHere =>
        "It stands on a release of GitHub, which only a run of GitHub Actions for the same pull request can change.";

    public static string UnknownHost(string host) => $"The receipt says that it stands at '{Short(host)}', which this version does not know.";

    private static string NameOf(AppPlatform platform) => platform == AppPlatform.Ios ? "iOS" : "Android";
}
