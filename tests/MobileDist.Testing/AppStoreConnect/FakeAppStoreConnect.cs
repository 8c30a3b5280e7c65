using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>
/// App Store Connect with some apps, as far as this project calls it: uploads in parts, processing that takes its time,
/// beta states, groups, testers, reviews, and refusals in Apple's own words. Reach it by
/// <see cref="FakeAppStoreConnectHandler"/> in the process or by <see cref="FakeAppStoreConnectServer"/> over the network.
/// </summary>
public sealed class FakeAppStoreConnect : IDisposable
{
    public const string KeyId = "2X9R4HXF34";
    public const string Issuer = "57246542-96fe-1a63-e053-0824d011072a";
    public const string AppId = "6446998023";
    public const string BundleId = "com.acme.shop";

    private const int DefaultPage = 20;
    private const int LargestPage = 200;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<FakeAppleRequest> _requests = [];
    private readonly Queue<DateTimeOffset> _hour = new();
    private readonly FakeUploads _uploads;
    private readonly FakeBuilds _builds;
    private readonly FakeBetaGroups _groups;
    private readonly FakeBetaTesters _testers;
    private readonly FakeReviews _reviews;
    private long _nextId = 1_000;

    public FakeAppStoreConnect(TimeProvider time)
    {
        _time = time;
        _uploads = new FakeUploads(this);
        _builds = new FakeBuilds(this);
        _groups = new FakeBetaGroups(this, _builds);
        _testers = new FakeBetaTesters(this, _builds, _groups);
        _reviews = new FakeReviews(this, _builds);
    }

    /// <summary>Where the fake says it is: part of every link and of every part's address.</summary>
    public string Address { get; set; } = "https://api.appstoreconnect.test";

    /// <summary>The team's UUID; null: the key is an individual one.</summary>
    public string? IssuerId { get; set; } = Issuer;

    public string Audience { get; set; } = "appstoreconnect-v1";

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>How far Apple's clock is ahead of the caller's.</summary>
    public TimeSpan ClockAhead { get; set; }

    public int CallsPerHour { get; set; } = 3_500;

    /// <summary>The apps by their bundle id.</summary>
    public Dictionary<string, string> Apps { get; } = new(StringComparer.Ordinal) { [BundleId] = AppId, ["com.acme.shop.clip"] = "6446998024" };

    public int PartSize { get; set; } = 5_242_880;

    /// <summary>Whether the storage answers with the MD5 of each part; without, it takes bytes as fast as they come.</summary>
    public bool HashesParts { get; set; } = true;

    /// <summary>From the commit until the build is listed.</summary>
    public TimeSpan AppearsAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>From then until it is processed.</summary>
    public TimeSpan ProcessesAfter { get; set; } = TimeSpan.FromMinutes(8);

    /// <summary>From then until its beta states are known.</summary>
    public TimeSpan SettlesAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>From an answer about encryption until the states show it, and go back to processing.</summary>
    public TimeSpan AnswerShowsAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long after it is listed a build cannot be written to.</summary>
    public TimeSpan UnwritableFor { get; set; }

    /// <summary>What packages say about encryption.</summary>
    public bool? DeclaredEncryption { get; set; } = false;

    /// <summary>What Apple will find wrong with packages.</summary>
    public IReadOnlyList<(string Code, string Description)> PackageErrors { get; set; } = [];

    /// <summary>What Apple will say about packages that it takes all the same.</summary>
    public IReadOnlyList<(string Code, string Description)> PackageWarnings { get; set; } = [];

    /// <summary>Whether the upload leads to its build; Apple has answers where it does not.</summary>
    public bool LinksBuilds { get; set; } = true;

    /// <summary>The mail addresses of the team's users of App Store Connect.</summary>
    public HashSet<string> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool HasBetaContract { get; set; } = true;

    /// <summary>What the reviewers are told, by the names of the attributes.</summary>
    public Dictionary<string, string> ReviewDetail { get; } = new(StringComparer.Ordinal)
    {
        ["contactFirstName"] = "Ada",
        ["contactLastName"] = "Lovelace",
        ["contactPhone"] = "+44 20 7946 0000",
        ["contactEmail"] = "ada@acme.example",
    };

    public string? FeedbackEmail { get; set; } = "feedback@acme.example";

    /// <summary>The languages in which testers can read about the app.</summary>
    public List<string> AppTextLocales { get; } = ["de-DE", "en-US"];

    public string? AppDescription { get; set; } = "A shop.";

    /// <summary>The states of the app's declarations about encryption, by their ids.</summary>
    public Dictionary<string, string> Declarations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether external groups take only builds that were submitted for review.</summary>
    public bool NeedsSubmissionForGroups { get; set; }

    /// <summary>Whether Apple's list of a build's groups leaves out the internal ones, as it is said to.</summary>
    public bool HidesInternalGroupsOfBuilds { get; set; } = true;

    /// <summary>Decides about each request, under the fake's lock and in the order of requests.</summary>
    public Func<FakeAppleRequest, FakeAppleFault?> Fault { get; set; } = _ => null;

    public IReadOnlyList<FakeAppleRequest> Requests => Locked(() => _requests.ToArray());

    public IReadOnlyList<FakeUpload> Uploads => Locked(() => _uploads.All.ToArray());

    public IReadOnlyList<FakeBuild> Builds => Locked(() => _builds.All.ToArray());

    public IReadOnlyList<FakeBetaGroup> Groups => Locked(() => _groups.All.ToArray());

    public IReadOnlyList<FakeBetaTester> Testers => Locked(() => _testers.All.ToArray());

    public IReadOnlyList<FakeLocalization> Localizations => Locked(() => _builds.Localizations.ToArray());

    public string KeyText => Key.ExportPkcs8PrivateKeyPem();

    internal DateTimeOffset Now => _time.GetUtcNow() + ClockAhead;

    public static bool IsPart(string path) => path.StartsWith("/storage/", StringComparison.Ordinal);

    public void Dispose() => Key.Dispose();

    /// <summary>A build that was there before.</summary>
    public FakeBuild AddBuild(string version, string buildNumber, string platform = "IOS", string appId = AppId) => Locked(() =>
    {
        var build = new FakeBuild($"build-{NextId()}", appId, version, buildNumber, platform, Now) { UsesNonExemptEncryption = false };
        _builds.All.Add(build);
        return build;
    });

    public FakeBetaGroup AddGroup(string name, bool isInternal = false, bool hasAllBuilds = false, string appId = AppId) => Locked(() =>
    {
        var group = new FakeBetaGroup(NextId(), appId, name, isInternal, hasAllBuilds);
        _groups.All.Add(group);
        return group;
    });

    public FakeBetaTester AddTester(string email, FakeBetaGroup? group = null, string state = "INVITED", string appId = AppId) => Locked(() =>
    {
        var tester = new FakeBetaTester(NextId(), appId, email, null, null) { State = state };
        _testers.All.Add(tester);
        group?.TesterIds.Add(tester.Id);
        return tester;
    });

    /// <summary>What to test, which Apple or somebody else wrote.</summary>
    public FakeLocalization AddText(string buildId, string locale, string? text) => Locked(() =>
    {
        var made = new FakeLocalization(NextId(), buildId, locale) { WhatsNew = text };
        _builds.Localizations.Add(made);
        return made;
    });

    /// <summary>The answer to a call of the API; null where the connection is cut.</summary>
    public FakeAppleAnswer? Answer(FakeAppleRequest request)
    {
        lock (_gate)
        {
            _requests.Add(request);
            switch (Fault(request))
            {
                case FakeAppleFault.Refuse refuse:
                    return Finish(refuse.Answer);
                case FakeAppleFault.CutBefore:
                    return null;
                case FakeAppleFault.CutAfter:
                    Judge(request);
                    return null;
                case FakeAppleFault.GatewayAfter:
                    Judge(request);
                    return new FakeAppleAnswer(502, "Could not process this request", "text/plain");
                default:
                    return Finish(Judge(request));
            }
        }
    }

    /// <summary>The storage's answer to a part.</summary>
    public async Task<FakeAppleAnswer?> TakePartAsync(FakeAppleRequest request, long? length, Stream body, CancellationToken cancellationToken)
    {
        var fault = Locked(() =>
        {
            _requests.Add(request);
            return Fault(request);
        });
        switch (fault)
        {
            case FakeAppleFault.Refuse refuse:
                return refuse.Answer;
            case FakeAppleFault.CutBefore:
                return null;
            default:
                var answer = await _uploads.TakePartAsync(request, length, body, fault is FakeAppleFault.Damage, cancellationToken);
                return fault is FakeAppleFault.CutAfter ? null : fault is FakeAppleFault.GatewayAfter ? new FakeAppleAnswer(504, "", "text/plain") : answer;
        }
    }

    internal string NextId() => (++_nextId).ToString(CultureInfo.InvariantCulture);

    internal T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    internal void AddBuild(FakeBuild build) => _builds.All.Add(build);

    internal static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    internal static JsonObject Link(string type, string id) => new() { ["type"] = type, ["id"] = id };

    internal static FakeAppleAnswer Done() => new(204);

    internal FakeAppleAnswer One(int status, FakeAppleRequest request, JsonObject data, IEnumerable<JsonObject>? included = null)
    {
        var body = new JsonObject { ["data"] = data, ["links"] = new JsonObject { ["self"] = Address + request.Path } };
        if (included is not null)
        {
            body["included"] = new JsonArray([.. included]);
        }

        return new FakeAppleAnswer(status, body.ToJsonString());
    }

    /// <summary>A page of a list, as large as asked for, with the address of the next.</summary>
    internal FakeAppleAnswer Page<T>(FakeAppleRequest request, IReadOnlyList<T> all, Func<T, JsonObject> write, Func<T, IEnumerable<JsonObject>>? included = null)
    {
        var limit = int.Parse(request.Parameter("limit") ?? $"{DefaultPage}", CultureInfo.InvariantCulture);
        if (limit is < 1 or > LargestPage)
        {
            return FakeAppleAnswer.Refusal(400, "PARAMETER_ERROR.INVALID", "A parameter has an invalid value", $"'{limit}' is not a valid limit.");
        }

        var start = int.Parse(request.Parameter("cursor") ?? "0", CultureInfo.InvariantCulture);
        var page = all.Skip(start).Take(limit).ToList();
        var links = new JsonObject { ["self"] = Address + request.Path + request.Query };
        if (start + limit < all.Count)
        {
            var others = request.Query.TrimStart('?').Split('&').Where(pair => !pair.StartsWith("cursor=", StringComparison.Ordinal) && pair.Length > 0);
            links["next"] = $"{Address}{request.Path}?{string.Join('&', [.. others, $"cursor={start + limit}"])}";
        }

        var body = new JsonObject
        {
            ["data"] = new JsonArray([.. page.Select(write)]),
            ["links"] = links,
            ["meta"] = new JsonObject { ["paging"] = new JsonObject { ["total"] = all.Count, ["limit"] = limit } },
        };
        if (included is not null)
        {
            body["included"] = new JsonArray([.. page.SelectMany(included)]);
        }

        return new FakeAppleAnswer(200, body.ToJsonString());
    }

    private FakeAppleAnswer Judge(FakeAppleRequest request)
    {
        if (FakeTokens.Judge(request.Headers.GetValueOrDefault("Authorization"), Key, KeyId, IssuerId, Audience, Now) is not null)
        {
            return FakeAppleAnswer.Unauthorized();
        }

        while (_hour.TryPeek(out var oldest) && Now - oldest >= TimeSpan.FromHours(1))
        {
            _hour.Dequeue();
        }

        if (_hour.Count >= CallsPerHour)
        {
            return FakeAppleAnswer.RateLimited();
        }

        _hour.Enqueue(Now);
        return Route(request);
    }

    private FakeAppleAnswer Route(FakeAppleRequest request) => request.Segments switch
    {
        ["v1", "apps"] when request.Method is "GET" => Page(
            request,
            // Apple's own filter finds more than what is asked for.
            [.. Apps.Where(app => request.Parameter("filter[bundleId]") is not { } wanted || app.Key.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).OrderByDescending(app => app.Key.Length)],
            WriteApp),
        ["v1", "apps", var id] when request.Method is "GET" => Apps.FirstOrDefault(app => string.Equals(app.Value, id, StringComparison.Ordinal)) is { Key: not null } app
            ? One(200, request, WriteApp(app))
            : FakeAppleAnswer.NotFound("apps", id),
        _ => _uploads.Answer(request) ?? _builds.Answer(request) ?? _groups.Answer(request) ?? _testers.Answer(request) ?? _reviews.Answer(request)
            ?? FakeAppleAnswer.Refusal(404, "PATH_ERROR", "The URL path is not valid", $"The resource '{request.Path}' does not exist"),
    };

    private static JsonObject WriteApp(KeyValuePair<string, string> app) => new()
    {
        ["type"] = "apps",
        ["id"] = app.Value,
        ["attributes"] = new JsonObject { ["name"] = "Shop", ["bundleId"] = app.Key, ["primaryLocale"] = "en-US" },
    };

    private FakeAppleAnswer Finish(FakeAppleAnswer answer) => answer
        .With("X-Rate-Limit", answer.Headers.GetValueOrDefault("X-Rate-Limit") ?? $"user-hour-lim:{CallsPerHour};user-hour-rem:{CallsPerHour - _hour.Count};")
        .With("Date", Now.ToString("R", CultureInfo.InvariantCulture));
}
