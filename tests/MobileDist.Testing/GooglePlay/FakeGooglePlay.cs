using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.GooglePlay;

/// <summary>
/// Google Play with some apps, as far as this project calls it: edits of which an account has one at a time, uploads that
/// go on, tracks, testers, reviews, internal app sharing, generated APKs, and refusals in Google's own words. Reach it by
/// <see cref="FakeGooglePlayHandler"/> in the process or by <see cref="FakeGooglePlayServer"/> over the network.
/// </summary>
public sealed class FakeGooglePlay : IDisposable
{
    public const string PackageName = "com.acme.shop";
    public const string Token = "ya29.token-of-ci";
    public const string Account = "ci@acme.iam.gserviceaccount.com";

    private const string Applications = "applications";

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<FakePlayRequest> _requests = [];
    private readonly List<FakePlayEdit> _edits = [];
    private readonly FakePlayUploads _uploads;
    private long _nextEdit = 17_134_237_077_010_417;
    private int _shared;

    public FakeGooglePlay(TimeProvider time)
    {
        _time = time;
        _uploads = new FakePlayUploads(this);
        App = AddApp(PackageName);
    }

    /// <summary>Where the fake says it is: part of every upload's address.</summary>
    public string Address { get; set; } = "https://androidpublisher.test";

    public Dictionary<string, FakePlayApp> Apps { get; } = new(StringComparer.Ordinal);

    /// <summary>The first app.</summary>
    public FakePlayApp App { get; }

    /// <summary>The accounts by the access tokens that are good.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal) { [Token] = Account };

    /// <summary>How long an edit is good for.</summary>
    public TimeSpan EditLife { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Decides about each request, under the fake's lock and in the order of requests.</summary>
    public Func<FakePlayRequest, FakePlayFault?> Fault { get; set; } = _ => null;

    public IReadOnlyList<FakePlayRequest> Requests => Locked(() => _requests.ToArray());

    /// <summary>Requests that nobody planned; there must be none.</summary>
    public List<string> Unplanned { get; } = [];

    /// <summary>Whether answers tell digests of what arrived; without, it takes bytes as fast as they come. Only of internal app sharing.</summary>
    public bool HashesUploads { get; set; } = true;

    /// <summary>What a package is, by its first 256 KiB; null for what is none.</summary>
    public Func<byte[], FakePlayContent?> ReadPackage { get; set; } = head => FakePlayContent.Read(head);

    /// <summary>Makes the universal APK of a version code.</summary>
    public Func<int, byte[]> MakeUniversalApk { get; set; } = UniversalApk;

    /// <summary>SHA-256 of the certificate that Google signs APKs with, in hexadecimal with colons.</summary>
    public string AppCertificate { get; set; } = string.Join(':', Enumerable.Repeat("AB", 32));

    /// <summary>How many edits are open.</summary>
    public int OpenEdits => Locked(() => _edits.Count(edit => edit.Ended is null));

    /// <summary>How many bytes of uploads arrived.</summary>
    public long Received => Locked(() => _uploads.All.Sum(upload => upload.Received));

    /// <summary>What a universal APK holds.</summary>
    public static byte[] UniversalApk(int versionCode) => Encoding.UTF8.GetBytes(FakePlayContent.Head(versionCode, isApk: true) + new string('u', 300_000));

    public FakePlayApp AddApp(string packageName) => Apps[packageName] = new FakePlayApp(packageName);

    /// <summary>Somebody changes the app in the Play Console: all edits of it end.</summary>
    public void ChangeInConsole(string packageName = PackageName) => Locked(() => EndEdits(edit => string.Equals(edit.App.PackageName, packageName, StringComparison.Ordinal)));

    public void Dispose() => _uploads.Dispose();

    /// <summary>The answer; null where the connection is cut.</summary>
    public async Task<FakePlayAnswer?> AnswerAsync(FakePlayRequest request, long? length, Stream body, CancellationToken cancellationToken)
    {
        var (fault, refusal) = Locked(() =>
        {
            _requests.Add(request);
            return (Fault(request), AccountOf(request) is null ? FakePlayAnswer.Unauthorized() : null);
        });
        switch (fault)
        {
            case FakePlayFault.Refuse refuse:
                return refuse.Answer;
            case FakePlayFault.CutBefore:
                return null;
        }

        var answer = refusal
            ?? (request.IsPart ? await _uploads.TakePartAsync(request, length, body, fault, cancellationToken) : Locked(() => Route(request)));
        return fault switch
        {
            FakePlayFault.CutAfter => null,
            FakePlayFault.GatewayAfter => FakePlayAnswer.Text(502, "<html><title>Error 502 (Server Error)!!1</title></html>"),
            _ => answer,
        };
    }

    internal T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private FakePlayAnswer Route(FakePlayRequest request)
    {
        switch (request.Segments)
        {
            case ["androidpublisher", "v3", Applications, var app, .. var rest]:
                return WithApp(request, app, found => OfApp(request, found, rest));
            case ["upload", "androidpublisher", "v3", Applications, "internalappsharing", var app, "artifacts", "apk" or "bundle"] when request.Method is "POST":
                var isApk = request.Path.EndsWith("/apk", StringComparison.Ordinal);
                return WithApp(request, app, found => _uploads.Begin(request, upload => FakePlayUploads.FinishShared(upload, found, isApk, ++_shared)));
            case ["upload", "androidpublisher", "v3", Applications, var app, "edits", var id, .. var rest] when request.Method is "POST":
                return WithApp(request, app, found => WithEdit(request, found, id, edit => Upload(request, edit, rest)));
            default:
                return Unknown(request);
        }
    }

    private FakePlayAnswer OfApp(FakePlayRequest request, FakePlayApp app, string[] path) => (request.Method, path) switch
    {
        ("POST", ["edits"]) => Insert(request, app),
        ("GET", ["tracks", var track, "releases"]) => FakePlayTracks.Summaries(app, track),
        ("GET", ["generatedApks", var code]) => Generated(app, Number(code)),
        ("GET", ["generatedApks", var code, "downloads", var download]) => Download(request, app, Number(code), download),
        (_, ["edits", var id, .. var rest]) => WithEdit(request, app, id.Split(':')[0], edit => OfEdit(request, edit, id.Contains(':', StringComparison.Ordinal) ? id.Split(':')[1] : "", rest)),
        _ => Unknown(request),
    };

    private FakePlayAnswer OfEdit(FakePlayRequest request, FakePlayEdit edit, string verb, string[] path) => (request.Method, verb, path) switch
    {
        ("GET", "", []) => FakePlayAnswer.Of(Write(edit)),
        ("DELETE", "", []) => End(edit),
        ("POST", "validate", []) => FakePlayAnswer.Of(Write(edit)),
        ("POST", "commit", []) => Commit(request, edit),
        ("GET", "", ["tracks"]) => FakePlayTracks.List(edit),
        ("POST", "", ["tracks"]) => FakePlayTracks.Create(edit, request.Json),
        ("GET", "", ["tracks", var track]) => FakePlayTracks.Get(edit, track),
        ("PUT", "", ["tracks", var track]) => FakePlayTracks.Update(edit, track, request.Json),
        ("GET", "", ["testers", var track]) => FakePlayTracks.Testers(edit, track),
        ("PUT", "", ["testers", var track]) => FakePlayTracks.UpdateTesters(edit, track, request.Json),
        ("GET", "", ["details"]) => FakePlayAnswer.Of(new JsonObject { ["defaultLanguage"] = edit.App.DefaultLanguage, ["contactEmail"] = "hello@acme.example" }),
        ("GET", "", ["bundles"]) => Packages(edit, "bundles", isApk: false),
        ("GET", "", ["apks"]) => Packages(edit, "apks", isApk: true),
        _ => Unknown(request),
    };

    private FakePlayAnswer Upload(FakePlayRequest request, FakePlayEdit edit, string[] path) => path switch
    {
        ["bundles"] => _uploads.Begin(request, upload => FakePlayUploads.FinishPackage(upload, edit, isApk: false)),
        ["apks"] => _uploads.Begin(request, upload => FakePlayUploads.FinishPackage(upload, edit, isApk: true)),
        ["apks", var code, "deobfuscationFiles", var type] => _uploads.Begin(request, _ => FakePlayUploads.FinishSymbols(edit, Number(code), type)),
        _ => Unknown(request),
    };

    private FakePlayAnswer Insert(FakePlayRequest request, FakePlayApp app)
    {
        var account = AccountOf(request)!;
        EndEdits(edit => ReferenceEquals(edit.App, app) && string.Equals(edit.Account, account, StringComparison.Ordinal));
        var edit = new FakePlayEdit((++_nextEdit).ToString(CultureInfo.InvariantCulture), account, app, _time.GetUtcNow() + EditLife);
        _edits.Add(edit);
        return FakePlayAnswer.Of(Write(edit));
    }

    private FakePlayAnswer Commit(FakePlayRequest request, FakePlayEdit edit)
    {
        var app = edit.App;
        var isHeld = request.Parameter("changesNotSentForReview") is "true";
        if (app.CommitsTooEarly > 0)
        {
            app.CommitsTooEarly--;
            return FakePlayRefusals.UploadsNotReady();
        }

        if (app.IsInReview && request.Parameter("changesInReviewBehavior") is "ERROR_IF_IN_REVIEW")
        {
            return FakePlayRefusals.InReview();
        }

        if (app.IsReviewManual != isHeld)
        {
            return isHeld ? FakePlayRefusals.ReviewIsAutomatic() : FakePlayRefusals.ReviewIsManual();
        }

        if (app.IsDraft && edit.State.Tracks.Values.SelectMany(releases => releases).Any(release => release!["status"]!.GetValue<string>() is not "draft"))
        {
            return FakePlayRefusals.DraftAppOnly();
        }

        app.IsInReview = app.ReviewsReleases && !isHeld;
        foreach (var (track, releases) in edit.State.Tracks.Where(pair => !JsonNode.DeepEquals(pair.Value, app.Live.Tracks.GetValueOrDefault(pair.Key))))
        {
            app.States[track] = isHeld ? "RELEASE_LIFECYCLE_STATE_NOT_SENT_FOR_REVIEW" : app.ReviewsReleases ? "RELEASE_LIFECYCLE_STATE_IN_REVIEW" : "RELEASE_LIFECYCLE_STATE_PUBLISHED";
            app.Committed.AddRange(releases.SelectMany(release => FakePlayState.Codes(release!)).Except(app.Live.Tracks.GetValueOrDefault(track)?.SelectMany(release => FakePlayState.Codes(release!)) ?? []));
        }

        app.Live = edit.State.Copy();
        EndEdits(other => ReferenceEquals(other.App, app));
        edit.Ended = FakePlayRefusals.EditCommitted();
        return FakePlayAnswer.Of(Write(edit));
    }

    private static FakePlayAnswer End(FakePlayEdit edit)
    {
        edit.Ended = FakePlayRefusals.EditDeleted();
        return FakePlayAnswer.Empty();
    }

    private bool EndEdits(Predicate<FakePlayEdit> which)
    {
        foreach (var edit in _edits.FindAll(which).Where(edit => edit.Ended is null))
        {
            edit.Ended = FakePlayRefusals.EditDeleted();
        }

        return true;
    }

    private static FakePlayAnswer Packages(FakePlayEdit edit, string name, bool isApk) => FakePlayAnswer.Of(new JsonObject
    {
        ["kind"] = $"androidpublisher#{name}ListResponse",
        [name] = new JsonArray([.. edit.State.Packages.Where(package => package.IsApk == isApk).Select(FakePlayUploads.Write)]),
    });

    private FakePlayAnswer Generated(FakePlayApp app, int versionCode)
    {
        if (!app.Live.Packages.Exists(package => package.VersionCode == versionCode && !package.IsApk))
        {
            return FakePlayAnswer.Refusal(404, "notFound", "No generated APKs were found.", "NOT_FOUND");
        }

        var key = new JsonObject { ["certificateSha256Hash"] = AppCertificate, ["generatedSplitApks"] = new JsonArray(new JsonObject { ["downloadId"] = "split", ["moduleName"] = "base", ["variantId"] = 1 }) };
        if (app.HasUniversalApks)
        {
            key["generatedUniversalApk"] = new JsonObject { ["downloadId"] = $"universal-{versionCode}" };
        }

        return FakePlayAnswer.Of(new JsonObject { ["generatedApks"] = new JsonArray(key) });
    }

    private FakePlayAnswer Download(FakePlayRequest request, FakePlayApp app, int versionCode, string download)
    {
        if (request.Parameter("alt") is not "media" || !download.EndsWith(":download", StringComparison.Ordinal))
        {
            return Unknown(request);
        }

        return app.HasUniversalApks && string.Equals(download, $"universal-{versionCode}:download", StringComparison.Ordinal)
            ? new FakePlayAnswer(200, MakeUniversalApk(versionCode), "application/vnd.android.package-archive")
            : FakePlayAnswer.Refusal(404, "notFound", "No such download.", "NOT_FOUND");
    }

    private static JsonObject Write(FakePlayEdit edit) => new() { ["id"] = edit.Id, ["expiryTimeSeconds"] = edit.Expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };

    private FakePlayAnswer WithApp(FakePlayRequest request, string packageName, Func<FakePlayApp, FakePlayAnswer> work)
    {
        if (!Apps.TryGetValue(packageName, out var app))
        {
            return FakePlayRefusals.PackageNotFound(packageName);
        }

        return app.Accounts?.Contains(AccountOf(request)!) == false ? FakePlayRefusals.NoPermission() : work(app);
    }

    private FakePlayAnswer WithEdit(FakePlayRequest request, FakePlayApp app, string id, Func<FakePlayEdit, FakePlayAnswer> work)
    {
        var edit = _edits.Find(one => string.Equals(one.Id, id, StringComparison.Ordinal) && ReferenceEquals(one.App, app) && string.Equals(one.Account, AccountOf(request), StringComparison.Ordinal));
        if (edit is null)
        {
            return FakePlayRefusals.EditNotFound();
        }

        edit.Ended ??= edit.Expires <= _time.GetUtcNow() ? FakePlayRefusals.EditExpired() : null;
        return edit.Ended ?? work(edit);
    }

    private string? AccountOf(FakePlayRequest request) =>
        request.Header("Authorization") is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? Tokens.GetValueOrDefault(header["Bearer ".Length..]) : null;

    private FakePlayAnswer Unknown(FakePlayRequest request)
    {
        Unplanned.Add(request.ToString());
        return FakePlayAnswer.Text(404, "<html><title>Error 404 (Not Found)!!1</title></html>");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
