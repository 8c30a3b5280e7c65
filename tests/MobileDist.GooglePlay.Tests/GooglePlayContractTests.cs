using System.Collections.Immutable;
using System.Text;
using MobileDist.Testing;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

/// <summary>Holds client and fake against Google's own description of its API.</summary>
[Category("Contract")]
public sealed class GooglePlayContractTests
{
    private const string App = "/androidpublisher/v3/applications/com.acme.shop";
    private const string Edit = App + "/edits/#";

    private static readonly string[] EveryOperation =
    [
        $"POST {App}/edits", $"GET {Edit}", $"DELETE {Edit}", $"POST {Edit}:validate", $"POST {Edit}:commit",
        $"GET {Edit}/tracks", $"POST {Edit}/tracks", $"GET {Edit}/tracks/pr-testers", $"PUT {Edit}/tracks/internal", $"PUT {Edit}/tracks/pr-testers",
        $"GET {Edit}/testers/pr-testers", $"PUT {Edit}/testers/pr-testers", $"GET {Edit}/details", $"GET {Edit}/bundles", $"GET {Edit}/apks",
        $"POST /upload{Edit}/bundles", $"PUT /upload{Edit}/bundles", $"POST /upload{Edit}/apks", $"PUT /upload{Edit}/apks",
        $"POST /upload{Edit}/apks/42/deobfuscationFiles/proguard", $"PUT /upload{Edit}/apks/42/deobfuscationFiles/proguard",
        $"POST /upload{Edit}/apks/42/deobfuscationFiles/nativeCode", $"PUT /upload{Edit}/apks/42/deobfuscationFiles/nativeCode",
        "POST /upload/androidpublisher/v3/applications/internalappsharing/com.acme.shop/artifacts/apk",
        "PUT /upload/androidpublisher/v3/applications/internalappsharing/com.acme.shop/artifacts/apk",
        "POST /upload/androidpublisher/v3/applications/internalappsharing/com.acme.shop/artifacts/bundle",
        "PUT /upload/androidpublisher/v3/applications/internalappsharing/com.acme.shop/artifacts/bundle",
        $"GET {App}/tracks/internal/releases", $"GET {App}/tracks/pr-testers/releases", $"GET {App}/generatedApks/42", $"GET {App}/generatedApks/42/downloads/universal-42:download",
    ];

    private ApiContract _contract = null!;
    private List<ApiCall> _calls = null!;

    [OneTimeSetUp]
    public async Task CallEverythingAsync()
    {
        _contract = ApiContract.LoadDiscovery(SharedSpecs.Require("androidpublisher.v3.json"));
        using var fixture = new PlayFixture();
        await PublishAsync(fixture);
        await ReadAsync(fixture);
        _calls = [.. fixture.Recorder.Calls];
    }

    [Test]
    public void EveryCall_WhenAllThatTheClientCanDoIsDone_IsAsDescribed()
    {
        Assert.That(_calls.Select(Operation).Distinct(StringComparer.Ordinal), Is.EquivalentTo(EveryOperation), "a call that is new here is to be made below");
        using (Assert.EnterMultipleScope())
        {
            foreach (var call in _calls.DistinctBy(call => $"{call} {call.RequestBody.Length}", StringComparer.Ordinal))
            {
                Assert.That(_contract.CheckRequest(call), Is.Empty, $"request of {call}");
                Assert.That(_contract.CheckAnswer(call), Is.Empty, $"answer of {call}");
            }
        }
    }

    [Test]
    public void EveryRefusal_ThatTheFakeKnows_IsAmongTheCalls() =>
        Assert.That(_calls.Select(call => call.Status).Where(status => status >= 300).Distinct(), Is.SupersetOf(new[] { 308, 400, 401, 404 }));

    [TestCase("PUT", "/edits/1/tracks/internal", """{"track":"internal","releases":[{"versionCodes":[42],"status":"completed"}]}""", "versionCodes[0]")]
    [TestCase("PUT", "/edits/1/tracks/internal", """{"track":"internal","releases":[{"versionCodes":["42"],"status":"done"}]}""", "'done' is none of")]
    [TestCase("PUT", "/edits/1/tracks/internal", """{"track":"internal","release":[]}""", "'release' is unknown")]
    [TestCase("POST", "/edits/1/tracks", """{"track":"pr","type":"closedTesting"}""", "'closedTesting' is none of")]
    [TestCase("POST", "/edits/1:publish", "", "no such operation")]
    [TestCase("POST", "/edits/1:commit?changesInReviewBehavior=ASK", "", "'ASK' is none of")]
    [TestCase("POST", "/edits/1:commit?notSent=true", "", "'notSent' is unknown")]
    public void CheckRequest_WhenRequestIsWrong_SaysWhere(string method, string path, string body, string expected)
    {
        var parts = (App + path).Split('?');
        var call = new ApiCall { Method = method, Path = parts[0], Query = parts.Length > 1 ? "?" + parts[1] : "", RequestType = body.Length > 0 ? "application/json" : null, RequestBody = Encoding.UTF8.GetBytes(body) };

        Assert.That(string.Join('\n', _contract.CheckRequest(call)), Does.Contain(expected));
    }

    /// <summary>The call with a hash for the edit's id.</summary>
    private static string Operation(ApiCall call) => $"{call.Method} " + string.Join('/', call.Path.Split('/').Select(segment => segment.Length > 0 && char.IsAsciiDigit(segment[0]) && segment is not "42" ? "#" + string.Concat(segment.SkipWhile(char.IsAsciiDigit)) : segment));

    private static async Task PublishAsync(PlayFixture fixture)
    {
        fixture.App.AddRelease("internal", 7, "draft");
        var full = fixture.Plan(track: "pr-testers") with
        {
            CreateTrack = true,
            ReleaseName = "PR 7",
            Status = PlayReleaseStatus.InProgress,
            UserFraction = 0.25,
            UpdatePriority = 2,
            Notes = ImmutableSortedDictionary<string, string>.Empty.Add("en-US", "Faster."),
            MappingFile = fixture.Folder.Write("mapping.txt", "a -> b:"),
            NativeSymbols = fixture.Folder.Write("symbols.zip", "PK"),
            TesterGroups = ["qa@googlegroups.com"],
        };
        await fixture.PublishAsync(full with { ValidateOnly = true });

        // A run that a refused token, a broken upload and a lost answer delay, whose commit Google wants otherwise, and which is asked about again.
        fixture.App.IsReviewManual = true;
        fixture.Fail("GET", "/tracks", new FakePlayFault.Refuse(FakePlayAnswer.Unauthorized()));
        fixture.Fail("PUT", "/bundles", new FakePlayFault.CutBefore());
        fixture.Fail("POST", ":commit", new FakePlayFault.CutBefore());
        await fixture.PublishAsync(full);
        fixture.App.IsReviewManual = false;
        await fixture.PublishAsync(full, fixture.Saved[^1]);
        await fixture.PublishAsync(fixture.Plan(43) with { Kind = PlayPackageKind.Apk, Package = fixture.Package(43, isApk: true), CancelReviewInProgress = true });
        await fixture.PublishAsync(fixture.Plan(43) with { Kind = PlayPackageKind.Apk, Package = fixture.Package(43, isApk: true) }, fixture.Saved[^1]);
    }

    private static async Task ReadAsync(PlayFixture fixture)
    {
        await new PlayPreflight(fixture.Api).CheckAsync(FakeGooglePlay.PackageName, default);
        await new PlayVersionCodes(fixture.Api).NextAsync(FakeGooglePlay.PackageName, default);
        await new PlayTesters(fixture.Api).MergeAsync(FakeGooglePlay.PackageName, "pr-testers", ["more@googlegroups.com"], removeOthers: true, default);
        await new PlayProofReader(fixture.Api).ReadAsync(FakeGooglePlay.PackageName, "internal", 43, [], default);
        var sharing = new PlayInternalSharing(fixture.Api);
        await sharing.UploadAsync(FakeGooglePlay.PackageName, fixture.Package(44), PlayPackageKind.Bundle, null, default);
        await sharing.UploadAsync(FakeGooglePlay.PackageName, fixture.Package(44, isApk: true), PlayPackageKind.Apk, null, default);
        var apks = new PlayGeneratedApks(fixture.Api);
        var apk = (await apks.ListAsync(FakeGooglePlay.PackageName, 42, default)).Single();
        await apks.DownloadAsync(FakeGooglePlay.PackageName, 42, apk, fixture.Folder.Combine("universal.apk"), null, default);
    }
}
