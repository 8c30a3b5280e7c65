using System.Collections.Immutable;
using System.Net;

namespace MobileDist.AppStoreConnect;

/// <summary>
/// Reads what a refusal means. Codes are made for programs and go first
/// (https://developer.apple.com/documentation/appstoreconnectapi/parsing-the-error-response-code); where one code stands
/// for many reasons, Apple's sentence has to decide.
/// </summary>
internal static class AppleRefusal
{
    private static readonly (string Part, AppleFailureKind Kind)[] Codes =
    [
        ("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED", AppleFailureKind.AgreementMissing),
        ("BETA_CONTRACT_MISSING", AppleFailureKind.BetaContractMissing),
        ("ANOTHER_BUILD_IN_REVIEW", AppleFailureKind.AnotherBuildInReview),
        ("TESTER_INVITE.ALREADY_ACCEPTED", AppleFailureKind.AlreadyAccepted),
        ("TESTER_INVITE.NO_INSTALLABLE_BUILDS", AppleFailureKind.NothingToInstall),
        ("RATE_LIMIT_EXCEEDED", AppleFailureKind.RateLimited),
        ("90382", AppleFailureKind.DailyUploadLimit),
        ("ENTITY_ERROR.RELATIONSHIP.INVALID", AppleFailureKind.NotYetKnown),
    ];

    private static readonly (string Words, AppleFailureKind Kind)[] Sentences =
    [
        ("already set", AppleFailureKind.AlreadySet),
        ("entity with same", AppleFailureKind.AlreadyExists),
        ("already exists", AppleFailureKind.AlreadyExists),
        ("cannot be assigned to this internal group", AppleFailureKind.AutomaticGroup),
        ("Cannot add internal group", AppleFailureKind.AutomaticGroup),
        ("Tester(s) cannot be assigned", AppleFailureKind.TesterNotAssignable),
        ("valid processing state", AppleFailureKind.BuildNotReady),
        ("externally assignable state", AppleFailureKind.BuildNotReady),
        ("externally testable state", AppleFailureKind.BuildNotReady),
        ("invalid characters", AppleFailureKind.BadCharacters),
        ("Upload limit", AppleFailureKind.DailyUploadLimit),
    ];

    public static AppleFailure Read(HttpResponseMessage response, byte[] body)
    {
        var errors = AppleErrors.Parse(body);
        return new AppleFailure(KindOf(response.StatusCode, errors), errors, $"Apple answered {(int)response.StatusCode} without a reason.");
    }

    private static AppleFailureKind KindOf(HttpStatusCode status, ImmutableArray<AppleError> errors) => status switch
    {
        HttpStatusCode.Unauthorized => AppleFailureKind.BadCredentials,
        HttpStatusCode.TooManyRequests => AppleFailureKind.RateLimited,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => AppleFailureKind.Unreachable,
        _ when ByError(errors) is { } kind => kind,
        HttpStatusCode.Forbidden => AppleFailureKind.NoPermission,
        HttpStatusCode.NotFound => AppleFailureKind.Missing,
        _ => AppleFailureKind.Refused,
    };

    private static AppleFailureKind? ByError(ImmutableArray<AppleError> errors)
    {
        foreach (var error in errors)
        {
            if (error.Code.EndsWith(".INVALID.DUPLICATE", StringComparison.Ordinal) && error.Source?.EndsWith("/cfBundleVersion", StringComparison.Ordinal) == true)
            {
                return AppleFailureKind.BuildNumberUsed;
            }

            foreach (var (part, kind) in Codes)
            {
                if ($".{error.Code}.".Contains($".{part}.", StringComparison.Ordinal))
                {
                    return kind;
                }
            }

            foreach (var (words, kind) in Sentences)
            {
                if ($"{error.Title} {error.Detail}".Contains(words, StringComparison.OrdinalIgnoreCase))
                {
                    return kind;
                }
            }
        }

        return null;
    }
}
