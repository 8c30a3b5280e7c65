using System.Text;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Builds, their beta details, and what to test in them.</summary>
internal sealed class FakeBuilds(FakeAppStoreConnect apple)
{
    private const int LongestText = 4_000;

    public List<FakeBuild> All { get; } = [];

    public List<FakeLocalization> Localizations { get; } = [];

    public IEnumerable<FakeBuild> Listed => All.Where(build => build.Uploaded <= apple.Now && (build.ProcessingResult is "VALID" || build.Processed <= apple.Now || build.UploadId is null));

    public FakeAppleAnswer? Answer(FakeAppleRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["v1", "builds"]) => List(request),
        ("GET", ["v1", "builds", var id]) => With(id, build => apple.One(200, request, Write(build, request), Included(build, request))),
        ("PATCH", ["v1", "builds", var id]) => WithWritable(id, build => Change(request, build)),
        ("GET", ["v1", "builds", var id, "betaBuildLocalizations"]) => With(id, build => apple.Page(request, [.. Of(build)], Write)),
        ("POST", ["v1", "betaBuildLocalizations"]) => WithWritable(request.Related("build")!, build => CreateText(request, build)),
        ("PATCH", ["v1", "betaBuildLocalizations", var id]) => ChangeText(request, id),
        ("POST", ["v1", "buildBetaNotifications"]) => WithWritable(request.Related("build")!, build => Notify(request, build)),
        ("GET", ["v1", "appEncryptionDeclarations"]) => apple.Page<KeyValuePair<string, string>>(
            request,
            [.. apple.Declarations],
            declaration => new JsonObject
            {
                ["type"] = "appEncryptionDeclarations",
                ["id"] = declaration.Key,
                ["attributes"] = new JsonObject { ["appEncryptionDeclarationState"] = declaration.Value, ["createdDate"] = FakeAppStoreConnect.Date(apple.Now) },
            }),
        ("PATCH", ["v1", "buildBetaDetails", var id]) => WithWritable(id, build => ChangeDetail(request, build)),
        _ => null,
    };

    public FakeAppleAnswer With(string id, Func<FakeBuild, FakeAppleAnswer> answer) =>
        Listed.FirstOrDefault(build => string.Equals(build.Id, id, StringComparison.Ordinal)) is { } build ? answer(build) : FakeAppleAnswer.NotFound("builds", id);

    /// <summary>Right after a build is listed, not all of Apple knows it.</summary>
    public FakeAppleAnswer WithWritable(string id, Func<FakeBuild, FakeAppleAnswer> answer) =>
        With(id, build => apple.Now < build.Uploaded + apple.UnwritableFor ? FakeAppleAnswer.NotFound("builds", id) : answer(build));

    private IEnumerable<FakeLocalization> Of(FakeBuild build) => Localizations.Where(text => string.Equals(text.BuildId, build.Id, StringComparison.Ordinal));

    private FakeAppleAnswer List(FakeAppleRequest request) => apple.Page(
        request,
        [.. Listed.Where(build => request.Passes("app", build.AppId)
            && request.Passes("version", build.BuildNumber)
            && request.Passes("preReleaseVersion.version", build.Version)
            && request.Passes("preReleaseVersion.platform", build.Platform)
            && request.Passes("expired", build.IsExpired ? "true" : "false")
            && request.Passes("processingState", build.ProcessingStateAt(apple.Now))).OrderByDescending(build => build.Uploaded)],
        build => Write(build, request),
        build => Included(build, request));

    private FakeAppleAnswer Change(FakeAppleRequest request, FakeBuild build)
    {
        if (request.Flag("usesNonExemptEncryption") is { } uses)
        {
            if (build.UsesNonExemptEncryption is not null)
            {
                return FakeAppleAnswer.Refusal(
                    409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "An attribute value is invalid.", "You cannot update when the value is already set.", "/data/attributes/usesNonExemptEncryption");
            }

            if (uses && (request.Related("appEncryptionDeclaration") is not { } declaration || apple.Declarations.GetValueOrDefault(declaration) is not "APPROVED"))
            {
                return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.RELATIONSHIP.REQUIRED", "The provided entity is missing a required relationship", "You must provide an approved declaration.", "/data/relationships/appEncryptionDeclaration");
            }

            build.UsesNonExemptEncryption = uses;
            build.DeclarationId = request.Related("appEncryptionDeclaration");

            // Back to processing, for a while.
            build.AnswerShows = apple.Now + apple.AnswerShowsAfter;
            build.Settled = build.AnswerShows + apple.SettlesAfter;
        }

        build.IsExpired |= request.Flag("expired") is true;
        return apple.One(200, request, Write(build, request));
    }

    private FakeAppleAnswer CreateText(FakeAppleRequest request, FakeBuild build)
    {
        var locale = request.Text("locale")!;
        if (Of(build).Any(text => string.Equals(text.Locale, locale, StringComparison.Ordinal)))
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "The provided entity includes an attribute with a value that has already been used", "There is an entity with same 'locale'", "/data/attributes/locale");
        }

        if (Judge(request.Text("whatsNew")) is { } refusal)
        {
            return refusal;
        }

        var made = new FakeLocalization(apple.NextId(), build.Id, locale) { WhatsNew = request.Text("whatsNew") };
        Localizations.Add(made);
        return apple.One(201, request, Write(made));
    }

    private FakeAppleAnswer ChangeText(FakeAppleRequest request, string id)
    {
        if (Localizations.Find(text => string.Equals(text.Id, id, StringComparison.Ordinal)) is not { } found)
        {
            return FakeAppleAnswer.NotFound("betaBuildLocalizations", id);
        }

        if (Judge(request.Text("whatsNew")) is { } refusal)
        {
            return refusal;
        }

        found.WhatsNew = request.Text("whatsNew");
        return apple.One(200, request, Write(found));
    }

    private static FakeAppleAnswer? Judge(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Contains('<', StringComparison.Ordinal) || text.EnumerateRunes().Any(rune => rune.Value > 0xFFFF || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.OtherSymbol))
        {
            return FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "An attribute value is invalid.", "Text for whatsNew contains invalid characters", "/data/attributes/whatsNew");
        }

        return Encoding.UTF8.GetByteCount(text) > LongestText
            ? FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG", "The provided entity includes an attribute with a value that is too long", "The text is too long.", "/data/attributes/whatsNew")
            : null;
    }

    private FakeAppleAnswer Notify(FakeAppleRequest request, FakeBuild build)
    {
        if (build.ExternalStateAt(apple.Now) is not ("IN_BETA_TESTING" or "BETA_APPROVED"))
        {
            return FakeAppleAnswer.Refusal(422, "ENTITY_UNPROCESSABLE", "The request entity is not processable.", "Build is not in externally testable state.");
        }

        build.Notifications++;
        return apple.One(201, request, FakeAppStoreConnect.Link("buildBetaNotifications", apple.NextId()));
    }

    private FakeAppleAnswer ChangeDetail(FakeAppleRequest request, FakeBuild build)
    {
        build.AutoNotify = request.Flag("autoNotifyEnabled") ?? build.AutoNotify;
        return apple.One(200, request, WriteDetail(build));
    }

    private JsonObject Write(FakeBuild build, FakeAppleRequest request)
    {
        var attributes = new JsonObject
        {
            ["version"] = build.BuildNumber,
            ["uploadedDate"] = FakeAppStoreConnect.Date(build.Uploaded),
            ["expirationDate"] = FakeAppStoreConnect.Date(build.Uploaded.AddDays(90)),
            ["expired"] = build.IsExpired,
            ["processingState"] = build.ProcessingStateAt(apple.Now),
        };
        if (build.UsesNonExemptEncryption is { } uses)
        {
            attributes["usesNonExemptEncryption"] = uses;
        }

        var relationships = new JsonObject();
        if (request.Includes("preReleaseVersion"))
        {
            relationships["preReleaseVersion"] = new JsonObject { ["data"] = FakeAppStoreConnect.Link("preReleaseVersions", "train-" + build.Id) };
        }

        if (request.Includes("buildBetaDetail") && !build.HasNoDetail)
        {
            relationships["buildBetaDetail"] = new JsonObject { ["data"] = FakeAppStoreConnect.Link("buildBetaDetails", build.Id) };
        }

        if (request.Includes("betaBuildLocalizations"))
        {
            relationships["betaBuildLocalizations"] = new JsonObject { ["data"] = new JsonArray([.. Of(build).Select(text => FakeAppStoreConnect.Link("betaBuildLocalizations", text.Id))]) };
        }

        return new JsonObject { ["type"] = "builds", ["id"] = build.Id, ["attributes"] = attributes, ["relationships"] = relationships };
    }

    private IEnumerable<JsonObject> Included(FakeBuild build, FakeAppleRequest request)
    {
        if (request.Includes("preReleaseVersion"))
        {
            yield return new JsonObject
            {
                ["type"] = "preReleaseVersions",
                ["id"] = "train-" + build.Id,
                ["attributes"] = new JsonObject { ["version"] = build.Version, ["platform"] = build.Platform },
            };
        }

        if (request.Includes("buildBetaDetail") && !build.HasNoDetail)
        {
            yield return WriteDetail(build);
        }

        foreach (var text in request.Includes("betaBuildLocalizations") ? Of(build) : [])
        {
            yield return Write(text);
        }
    }

    private JsonObject WriteDetail(FakeBuild build) => new()
    {
        ["type"] = "buildBetaDetails",
        ["id"] = build.Id,
        ["attributes"] = new JsonObject
        {
            ["autoNotifyEnabled"] = build.AutoNotify,
            ["internalBuildState"] = build.InternalStateAt(apple.Now),
            ["externalBuildState"] = build.ExternalStateAt(apple.Now),
        },
    };

    private static JsonObject Write(FakeLocalization text) => new()
    {
        ["type"] = "betaBuildLocalizations",
        ["id"] = text.Id,
        ["attributes"] = text.WhatsNew is null ? new JsonObject { ["locale"] = text.Locale } : new JsonObject { ["locale"] = text.Locale, ["whatsNew"] = text.WhatsNew },
    };
}
