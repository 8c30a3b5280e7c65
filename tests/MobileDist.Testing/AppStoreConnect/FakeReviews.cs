using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Beta App Review, and the texts that it asks for.</summary>
internal sealed class FakeReviews(FakeAppStoreConnect apple, FakeBuilds builds)
{
    public FakeAppleAnswer? Answer(FakeAppleRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["v1", "betaAppReviewSubmissions"]) => apple.Page(request, [.. builds.Listed.Where(build => build.ReviewState is not null && request.Passes("build", build.Id))], Write),
        ("POST", ["v1", "betaAppReviewSubmissions"]) => builds.WithWritable(request.Related("build")!, build => Submit(request, build)),
        ("GET", ["v1", "apps", var id, "betaAppReviewDetail"]) => apple.One(200, request, WriteDetail(id)),
        ("PATCH", ["v1", "betaAppReviewDetails", var id]) => Change(request, id),
        ("GET", ["v1", "apps", _, "betaAppLocalizations"]) => apple.Page(request, apple.AppTextLocales, WriteText),
        ("POST", ["v1", "betaAppLocalizations"]) => CreateText(request),
        ("PATCH", ["v1", "betaAppLocalizations", var locale]) => ChangeText(request, locale),
        _ => null,
    };

    private FakeAppleAnswer Submit(FakeAppleRequest request, FakeBuild build)
    {
        if (builds.Listed.Any(other => other != build && !other.IsExpired && string.Equals(other.Version, build.Version, StringComparison.Ordinal) && other.ReviewState is "WAITING_FOR_REVIEW" or "IN_REVIEW"))
        {
            return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW", "Another build is in review.", "Another build of this version is in beta review.");
        }

        if (!apple.HasBetaContract)
        {
            return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE.BETA_CONTRACT_MISSING", "Beta contract is missing.", "Beta Contract is missing for the app.");
        }

        if (build.ReviewState is not null)
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "The build was submitted already.");
        }

        build.ReviewState = "WAITING_FOR_REVIEW";
        return apple.One(201, request, Write(build));
    }

    private FakeAppleAnswer Change(FakeAppleRequest request, string id)
    {
        foreach (var (name, value) in request.Data["attributes"]!.AsObject())
        {
            apple.ReviewDetail[name] = value!.ToString();
        }

        return apple.One(200, request, WriteDetail(id));
    }

    private FakeAppleAnswer CreateText(FakeAppleRequest request)
    {
        var locale = request.Text("locale")!;
        if (apple.AppTextLocales.Contains(locale, StringComparer.Ordinal))
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "The provided entity includes an attribute with a value that has already been used", "There is an entity with same 'locale'", "/data/attributes/locale");
        }

        apple.AppTextLocales.Add(locale);
        SetText(request);
        return apple.One(201, request, WriteText(locale));
    }

    private FakeAppleAnswer ChangeText(FakeAppleRequest request, string locale)
    {
        SetText(request);
        return apple.One(200, request, WriteText(locale));
    }

    private void SetText(FakeAppleRequest request)
    {
        apple.FeedbackEmail = request.Text("feedbackEmail") ?? apple.FeedbackEmail;
        apple.AppDescription = request.Text("description") ?? apple.AppDescription;
    }

    private JsonObject WriteDetail(string id)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in apple.ReviewDetail)
        {
            attributes[name] = name is "demoAccountRequired" ? JsonValue.Create(value is "true") : JsonValue.Create(value);
        }

        return new JsonObject { ["type"] = "betaAppReviewDetails", ["id"] = id, ["attributes"] = attributes };
    }

    private JsonObject WriteText(string locale)
    {
        var attributes = new JsonObject { ["locale"] = locale };
        if (apple.AppDescription is { } description)
        {
            attributes["description"] = description;
        }

        if (apple.FeedbackEmail is { } email)
        {
            attributes["feedbackEmail"] = email;
        }

        return new JsonObject { ["type"] = "betaAppLocalizations", ["id"] = locale, ["attributes"] = attributes };
    }

    private static JsonObject Write(FakeBuild build) => new()
    {
        ["type"] = "betaAppReviewSubmissions",
        ["id"] = build.Id,
        ["attributes"] = new JsonObject { ["betaReviewState"] = build.ReviewState },
    };
}
