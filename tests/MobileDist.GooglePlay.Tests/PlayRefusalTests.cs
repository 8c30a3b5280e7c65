using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MobileDist.Testing.GooglePlay;

namespace MobileDist.GooglePlay.Tests;

public sealed class PlayRefusalTests
{
    private const string WrongKeyWords = "The Android App Bundle was signed with the wrong key. Found: SHA1: 3A:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33, expected: SHA1: 5B:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33";

    // Each as it was seen in the wild: the HTTP status, the reason or the status's name, and the sentence.
    private static readonly object[][] Rows =
    [
        [401, "UNAUTHENTICATED", "Request is missing required authentication credential.", PlayFailureKind.BadCredentials],
        [403, "forbidden", "The caller does not have permission", PlayFailureKind.NoPermission],
        [403, "PERMISSION_DENIED", "The caller does not have permission", PlayFailureKind.NoPermission],
        [403, "userInsufficientPermission", "", PlayFailureKind.NoPermission],
        [403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "Request had insufficient authentication scopes.", PlayFailureKind.WrongScope],
        [403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "", PlayFailureKind.WrongScope],
        [403, "accessNotConfigured", "", PlayFailureKind.ApiDisabled],
        [403, "SERVICE_DISABLED", "", PlayFailureKind.ApiDisabled],
        [403, "forbidden", "Google Play Android Developer API has not been used in project 1 before or it is disabled.", PlayFailureKind.ApiDisabled],
        [404, "applicationNotFound", "No application was found for the given package name.", PlayFailureKind.PackageNotFound],
        [404, "applicationNotFound", "", PlayFailureKind.PackageNotFound],
        [400, "badRequest", "Package not found: com.acme.shop.", PlayFailureKind.PackageNotFound],
        [400, "INVALID_ARGUMENT", "Only releases with status draft may be created on draft app.", PlayFailureKind.DraftAppOnly],
        [400, "badRequest", "Changes cannot be sent for review automatically. Please set the query parameter changesNotSentForReview to true.", PlayFailureKind.ReviewIsManual],
        [400, "badRequest", "Something about changesNotSentForReview in words of tomorrow.", PlayFailureKind.ReviewIsManual],
        [400, "badRequest", "Changes are sent for review automatically. The query parameter changesNotSentForReview must not be set.", PlayFailureKind.ReviewIsAutomatic],
        [403, "apkUpgradeVersionConflict", "APK specifies a version code that has already been used.", PlayFailureKind.VersionCodeUsed],
        [403, "apkUpgradeVersionConflict", "", PlayFailureKind.VersionCodeUsed],
        [403, "forbidden", "APK specifies a version code that has already been used.", PlayFailureKind.VersionCodeUsed],
        [403, "forbidden", "Cannot update a published APK.", PlayFailureKind.VersionCodeUsed],
        [403, "replacingBundleWithApk", "You cannot insert a bundle with the same version code as an APK in the edit.", PlayFailureKind.VersionCodeUsed],
        [403, "replacingBundleWithApk", "", PlayFailureKind.VersionCodeUsed],
        [403, "apkNoUpgradePath", "", PlayFailureKind.VersionCodeTooLow],
        [403, "apkNotificationMessageKeyUpgradeVersionConflict", "", PlayFailureKind.VersionCodeTooLow],
        [403, "forbidden", "You cannot rollout this release because it does not allow any existing users to upgrade to the newly added APKs.", PlayFailureKind.VersionCodeTooLow],
        [403, "apkNotificationMessageKeyBundleUnsigned", "", PlayFailureKind.NotSigned],
        [403, "forbidden", "The Android App Bundle was not signed. Please sign the bundle using jarsigner.", PlayFailureKind.NotSigned],
        [403, "forbidden", WrongKeyWords, PlayFailureKind.WrongKey],
        [403, "forbidden", "APK cannot be analyzed using aapt dump badging.", PlayFailureKind.BadPackage],
        [400, "INVALID_ARGUMENT", "This Edit has been deleted.", PlayFailureKind.EditLost],
        [410, "editDeleted", "", PlayFailureKind.EditLost],
        [400, "FAILED_PRECONDITION", "This edit has expired please create a new Edit.", PlayFailureKind.EditLost],
        [400, "editExpired", "", PlayFailureKind.EditLost],
        [404, "editNotFound", "", PlayFailureKind.EditLost],
        [400, "editAlreadyCommitted", "This edit has already been successfully committed, please create a new Edit.", PlayFailureKind.EditCommitted],
        [400, "badRequest", "This edit has already been successfully committed, please create a new Edit.", PlayFailureKind.EditCommitted],
        [400, "", "Some of the Android App Bundle uploads are not completed yet.", PlayFailureKind.UploadsNotReady],
        [400, "FAILED_PRECONDITION", "Precondition check failed.", PlayFailureKind.PreconditionFailed],
        [400, "failedPrecondition", "UploadException: TOS_NOT_ACCEPTED [[]] (com.acme.shop)", PlayFailureKind.TermsNotAccepted],
        [403, "forbidden", "The release created has notes in language en-US with length 546, which is too long (max: 500).", PlayFailureKind.NotesTooLong],
        [404, "trackEmpty", "", PlayFailureKind.TrackMissing],
        [404, "notFound", "Track not found: pr-testers", PlayFailureKind.TrackMissing],
        [409, "concurrentUpdate", "", PlayFailureKind.Concurrent],
        [409, "aborted", "", PlayFailureKind.Concurrent],
        [409, "", "", PlayFailureKind.Concurrent],
        [429, "rateLimitExceeded", "", PlayFailureKind.RateLimited],
        [403, "userRateLimitExceeded", "", PlayFailureKind.RateLimited],
        [403, "quotaExceeded", "Quota exceeded.", PlayFailureKind.RateLimited],
        [500, "backendError", "Internal error encountered.", PlayFailureKind.Unreachable],
        [503, "", "", PlayFailureKind.Unreachable],
        [404, "notFound", "", PlayFailureKind.Missing],
        [400, "invalidValue", "Invalid value.", PlayFailureKind.Refused],
        [400, "tomorrowsReason", "A sentence of tomorrow.", PlayFailureKind.Refused],
        [403, "forbidden", "A sentence of tomorrow.", PlayFailureKind.Refused],
    ];

    [TestCaseSource(nameof(Rows))]
    public void Read_WhenGoogleRefuses_KnowsTheKindInEveryShape(int status, string reason, string message, PlayFailureKind kind)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (shape, body) in Shapes(status, reason, message))
            {
                var failure = PlayRefusal.Read((HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
                Assert.That(failure.Kind, Is.EqualTo(kind), $"{shape}: {body}");
                Assert.That(failure.Message, message.Length > 0 ? Is.EqualTo(message) : Does.StartWith($"Google answered {status}"), shape);
                Assert.That(failure.Remedy, Is.Not.Empty, shape);
            }
        }
    }

    [TestCaseSource(nameof(Rows))]
    public void Read_WhenCaseDiffers_KnowsTheSameKind(int status, string reason, string message, PlayFailureKind kind)
    {
        var (_, body) = Shapes(status, reason.ToUpperInvariant(), message.ToUpperInvariant()).First();

        Assert.That(PlayRefusal.Read((HttpStatusCode)status, Encoding.UTF8.GetBytes(body)).Kind, Is.EqualTo(kind));
    }

    [Test]
    public void Of_WhenKeyIsWrong_ShowsBothKeys()
    {
        var failure = PlayRefusal.Read(HttpStatusCode.Forbidden, FakePlayAnswer.Refusal(403, "forbidden", WrongKeyWords).Body);

        var fault = GooglePlayFaults.Of(GooglePlayFaults.Upload("shop.aab"), failure);

        Assert.That(fault.Details.Select(detail => detail.Value), Does.Contain("3A:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33").And.Contain("5B:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33"));
        Assert.That(fault.Details.Select(detail => detail.Name), Does.Contain("signed with (SHA-1)").And.Contain("upload key (SHA-1)"));
    }

    [Test]
    public void Read_WhenBodyIsOfOAuth_ShowsItsTexts()
    {
        var failure = PlayRefusal.Read(HttpStatusCode.BadRequest, """{"error":"invalid_grant","error_description":"Invalid JWT Signature."}"""u8);

        Assert.That(failure, Is.EqualTo(new PlayFailure(PlayFailureKind.Refused, "invalid_grant", "Invalid JWT Signature.")));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("[7]")]
    [TestCase("{\"error\":7}")]
    [TestCase("{\"error\":{\"message\":7,\"errors\":{},\"details\":[1]}}")]
    [TestCase("<html><title>Error 403</title></html>")]
    public void Read_WhenBodyIsNone_GoesByTheStatus(string body) =>
        Assert.That(PlayRefusal.Read(HttpStatusCode.Forbidden, Encoding.UTF8.GetBytes(body)), Is.EqualTo(new PlayFailure(PlayFailureKind.NoPermission, null, "Google answered 403 without a reason.")));

    [Test]
    public void Read_WhenTextIsHostile_CleansAndCutsIt()
    {
        var body = new JsonObject { ["error"] = new JsonObject { ["message"] = "\u001b[31mred\nline" + new string('x', 5_000), ["status"] = "A\u202eB" } };

        var failure = PlayRefusal.Read(HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes(body.ToJsonString()));

        Assert.That(failure.Message, Does.StartWith("[31mred linexx").And.Length.LessThan(1_100));
        Assert.That(failure.Reason, Is.EqualTo("AB"));
    }

    [Test]
    public void Read_WhenBodyIsMutated_AlwaysGivesAKind()
    {
        var random = new Random(7);
        var good = FakePlayRefusals.WrongScope().Body;
        for (var round = 0; round < 5_000; round++)
        {
            var body = good.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Assert.That(() => PlayRefusal.Read(HttpStatusCode.Forbidden, body.AsSpan(0, random.Next(body.Length))), Throws.Nothing);
        }
    }

    [Test]
    public void RemedyFor_EveryKind_IsASentence([Values] PlayFailureKind kind)
    {
        var fault = GooglePlayFaults.Of(GooglePlayFaults.OpenEdit, new PlayFailure(kind, null, "Words."));

        Assert.That(fault.Headline, Does.StartWith(GooglePlayFaults.OpenEdit + ": ").And.EndWith("."));
        Assert.That(fault.Remedy, Does.EndWith("."));
    }

    private static IEnumerable<(string Shape, string Body)> Shapes(int status, string reason, string message)
    {
        var text = message.Length > 0 ? message : null;
        var error = new JsonObject { ["code"] = status, ["message"] = text, ["errors"] = new JsonArray(new JsonObject { ["message"] = text, ["domain"] = "global", ["reason"] = reason }) };
        yield return ("in an object", new JsonObject { ["error"] = error.DeepClone() }.ToJsonString());
        yield return ("alone", error.ToJsonString());
        yield return ("in a list", new JsonArray(new JsonObject { ["error"] = error.DeepClone() }).ToJsonString());
        yield return ("as status", new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = text, ["status"] = reason } }.ToJsonString());
        yield return ("in details", new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = status, ["message"] = text, ["status"] = "SOMETHING", ["details"] = new JsonArray(new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = reason }) },
        }.ToJsonString());
    }
}
