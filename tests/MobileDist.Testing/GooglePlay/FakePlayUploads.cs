using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MobileDist.Testing.GooglePlay;

/// <summary>Resumable uploads.</summary>
internal sealed partial class FakePlayUploads(FakeGooglePlay play) : IDisposable
{
    private const long Granule = 256 * 1024;

    public List<FakePlayUpload> All { get; } = [];

    public FakePlayAnswer Begin(FakePlayRequest request, Func<FakePlayUpload, FakePlayAnswer> finish)
    {
        if (request.Parameter("uploadType") is not "resumable"
            || request.Header("X-Upload-Content-Type") is not "application/octet-stream"
            || !long.TryParse(request.Header("X-Upload-Content-Length"), CultureInfo.InvariantCulture, out var length))
        {
            return FakePlayRefusals.Invalid("Not a resumable upload.");
        }

        var upload = new FakePlayUpload($"upload-{All.Count + 1}", request.Path, length, play.HashesUploads, finish, play.ReadPackage);
        All.Add(upload);
        return FakePlayAnswer.Empty(200).With("Location", $"{play.Address}{request.Path}?uploadType=resumable&upload_id={upload.Id}");
    }

    public async Task<FakePlayAnswer?> TakePartAsync(FakePlayRequest request, long? length, Stream body, FakePlayFault? fault, CancellationToken cancellationToken)
    {
        var upload = play.Locked(() => All.Find(one => string.Equals(one.Id, request.Parameter("upload_id"), StringComparison.Ordinal) && string.Equals(one.Path, request.Path, StringComparison.Ordinal)));
        upload?.IsForgotten |= fault is FakePlayFault.Forget;
        if (upload is null || upload.IsForgotten)
        {
            return FakePlayAnswer.Text(404, "Not Found", "text/plain");
        }

        if (RangeHeader().Match(request.Header("Content-Range") ?? "") is not { Success: true } range || long.Parse(range.Groups["total"].Value, CultureInfo.InvariantCulture) != upload.Length)
        {
            return FakePlayRefusals.Invalid("Invalid Content-Range.");
        }

        if (!range.Groups["first"].Success)
        {
            return Progress(upload);
        }

        var first = long.Parse(range.Groups["first"].Value, CultureInfo.InvariantCulture);
        var last = long.Parse(range.Groups["last"].Value, CultureInfo.InvariantCulture);
        if (first != upload.Received || last >= upload.Length || length != last - first + 1 || (last + 1 < upload.Length && (last + 1 - first) % Granule != 0))
        {
            return FakePlayRefusals.Invalid($"Bytes {first}-{last} do not follow {upload.Received}.");
        }

        var kept = fault switch
        {
            FakePlayFault.KeepOnly only => only.Bytes / Granule * Granule,
            FakePlayFault.AdmitOnly only => only.Bytes / Granule * Granule,
            _ => long.MaxValue,
        };
        await ReadAsync(upload, body, kept, fault, cancellationToken);
        return fault is FakePlayFault.KeepOnly ? null : Progress(upload);
    }

    /// <summary>The app's answer to a package that is whole.</summary>
    public static FakePlayAnswer FinishPackage(FakePlayUpload upload, FakePlayEdit edit, bool isApk)
    {
        if (edit.Ended is { } ended)
        {
            return ended;
        }

        if (Flaw(upload, isApk) is { } flaw)
        {
            return flaw;
        }

        var content = upload.Content!;
        if (edit.State.Packages.Concat(edit.App.Live.Packages).Any(package => package.VersionCode == content.VersionCode))
        {
            return FakePlayRefusals.VersionCodeUsed();
        }

        var package = new FakePlayPackage(content.VersionCode, isApk, upload.Sha1, upload.Sha256);
        edit.State.Packages.Add(package);
        return FakePlayAnswer.Of(Write(package));
    }

    public static FakePlayAnswer FinishSymbols(FakePlayEdit edit, int versionCode, string type)
    {
        var at = edit.State.Packages.FindIndex(package => package.VersionCode == versionCode);
        if (edit.Ended is { } ended)
        {
            return ended;
        }

        if (at < 0 || type is not ("proguard" or "nativeCode"))
        {
            return FakePlayRefusals.Invalid("No such package or type.");
        }

        var package = edit.State.Packages[at];
        edit.State.Packages[at] = type is "proguard" ? package with { HasMapping = true } : package with { HasNativeSymbols = true };
        return FakePlayAnswer.Of(new JsonObject { ["deobfuscationFile"] = new JsonObject { ["symbolType"] = type } });
    }

    public static FakePlayAnswer FinishShared(FakePlayUpload upload, FakePlayApp app, bool isApk, int number)
    {
        if (!app.HasAcceptedTerms)
        {
            return FakePlayRefusals.TermsNotAccepted(app.PackageName);
        }

        // Any key will do here, and Google's own answers have this form of digest.
        return Flaw(upload, isApk) is { } flaw && upload.Content?.Flaw is not FakePlayContent.WrongKey
            ? flaw
            : FakePlayAnswer.Of(new JsonObject
            {
                ["downloadUrl"] = $"https://play.google.com/apps/test/RQ0leA8LLuQ/ahAO29uNTGl{number}",
                ["certificateFingerprint"] = string.Join(':', Enumerable.Repeat("ED", 32)),
                ["sha256"] = !upload.IsHashed ? null : Base64Url.EncodeToString(Convert.FromHexString(upload.Sha256)),
            });
    }

    public static JsonObject Write(FakePlayPackage package) => package.IsApk
        ? new JsonObject { ["versionCode"] = package.VersionCode, ["binary"] = new JsonObject { ["sha1"] = package.Sha1, ["sha256"] = package.Sha256 } }
        : new JsonObject { ["versionCode"] = package.VersionCode, ["sha1"] = package.Sha1, ["sha256"] = package.Sha256 };

    public void Dispose() => All.ForEach(upload => upload.Dispose());

    private static FakePlayAnswer? Flaw(FakePlayUpload upload, bool isApk) => upload.Content switch
    {
        null => FakePlayRefusals.BadPackage(),
        { IsApk: var really } when really != isApk => FakePlayRefusals.BadPackage(),
        { Flaw: FakePlayContent.NotSigned } => FakePlayRefusals.NotSigned(),
        { Flaw: FakePlayContent.WrongKey } => FakePlayRefusals.WrongKey(),
        _ => null,
    };

    private static async Task ReadAsync(FakePlayUpload upload, Stream body, long kept, FakePlayFault? fault, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var isDamaged = fault is FakePlayFault.Damage;
        for (int read; (kept > 0 || fault is not FakePlayFault.KeepOnly) && (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            var taken = (int)Math.Min(read, kept);
            kept -= taken;
            if (isDamaged)
            {
                buffer[taken - 1] ^= 1;
                isDamaged = false;
            }

            upload.Add(buffer.AsSpan(0, taken));
        }
    }

    private FakePlayAnswer Progress(FakePlayUpload upload)
    {
        if (upload.Received == upload.Length)
        {
            return play.Locked(upload.Finish);
        }

        var more = FakePlayAnswer.Empty(308);
        return upload.Received == 0 ? more : more.With("Range", $"bytes=0-{upload.Received - 1}");
    }

    [GeneratedRegex(@"^bytes (\*|(?<first>\d+)-(?<last>\d+))/(?<total>\d+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RangeHeader();
}
