using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace MobileDist.Testing.AppStoreConnect;

/// <summary>Build uploads and the storage behind them.</summary>
internal sealed class FakeUploads(FakeAppStoreConnect apple)
{
    public List<FakeUpload> All { get; } = [];

    public FakeAppleAnswer? Answer(FakeAppleRequest request) => (request.Method, request.Segments) switch
    {
        ("POST", ["v1", "buildUploads"]) => Create(request),
        ("GET", ["v1", "buildUploads", var id]) => With(id, upload => apple.One(200, request, Write(upload, request), Included(upload, request))),
        ("DELETE", ["v1", "buildUploads", var id]) => With(id, Delete),
        ("GET", ["v1", "apps", var appId, "buildUploads"]) => List(request, appId),
        ("GET", ["v1", "buildUploads", var id, "buildUploadFiles"]) => With(id, upload => apple.Page<FakeUploadFile>(request, upload.File is null ? [] : [upload.File], Write)),
        ("POST", ["v1", "buildUploadFiles"]) => With(request.Related("buildUpload")!, upload => CreateFile(request, upload)),
        ("GET", ["v1", "buildUploadFiles", var id]) => WithFile(id, upload => apple.One(200, request, Write(upload.File!))),
        ("PATCH", ["v1", "buildUploadFiles", var id]) => WithFile(id, upload => Commit(request, upload)),
        _ => null,
    };

    public async Task<FakeAppleAnswer> TakePartAsync(FakeAppleRequest request, long? length, Stream body, bool isDamaged, CancellationToken cancellationToken)
    {
        var number = int.Parse(request.Parameter("partNumber")!, CultureInfo.InvariantCulture);
        var file = apple.Locked(() => All.Select(upload => upload.File).FirstOrDefault(file => file is not null && string.Equals(file.Id, request.Segments[1], StringComparison.Ordinal)));
        if (file is null || request.Method is not "PUT" || request.Parameter("X-Amz-Signature") is not "abcdef" || file.Expires <= apple.Now)
        {
            return new FakeAppleAnswer(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml");
        }

        if (length is null)
        {
            return new FakeAppleAnswer(411, "<Error><Code>MissingContentLength</Code></Error>", "application/xml");
        }

        if (length != file.Range(number).Length || request.Headers.GetValueOrDefault("Content-Type") is not "application/octet-stream")
        {
            return new FakeAppleAnswer(400, "<Error><Code>InvalidRequest</Code></Error>", "application/xml");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (apple.HashesParts)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        if (isDamaged)
        {
            hash.AppendData([0]);
            file.IsDamaged = true;
        }

        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        file.Parts[number] = digest;
        file.IsPoisoned |= request.Headers.ContainsKey("Authorization");
        return apple.HashesParts ? new FakeAppleAnswer(200).With("ETag", $"\"{digest}\"") : new FakeAppleAnswer(200);
    }

    private FakeAppleAnswer With(string id, Func<FakeUpload, FakeAppleAnswer> answer) =>
        All.Find(upload => string.Equals(upload.Id, id, StringComparison.Ordinal)) is { } upload ? answer(upload) : FakeAppleAnswer.NotFound("buildUploads", id);

    private FakeAppleAnswer WithFile(string id, Func<FakeUpload, FakeAppleAnswer> answer) =>
        All.Find(upload => string.Equals(upload.File?.Id, id, StringComparison.Ordinal)) is { } upload ? answer(upload) : FakeAppleAnswer.NotFound("buildUploadFiles", id);

    private FakeAppleAnswer Create(FakeAppleRequest request)
    {
        var upload = new FakeUpload(
            apple.NextId(), request.Related("app")!, request.Text("cfBundleShortVersionString")!, request.Text("cfBundleVersion")!, request.Text("platform")!, apple.Now);
        var before = All.Where(other => other.Committed is not null && IsSameTrain(other, upload) && StateOf(other) is not "FAILED").Select(other => other.BuildNumber)
            .Concat(apple.Builds.Where(build => string.Equals(build.AppId, upload.AppId, StringComparison.Ordinal)
                && string.Equals(build.Version, upload.Version, StringComparison.Ordinal) && string.Equals(build.Platform, upload.Platform, StringComparison.Ordinal)).Select(build => build.BuildNumber))
            .OrderBy(number => Version.Parse(number + ".0")).LastOrDefault();
        if (before is not null && Version.Parse(before + ".0") >= Version.Parse(upload.BuildNumber + ".0"))
        {
            return FakeAppleAnswer.Refusal(
                409,
                "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
                "The provided entity includes an attribute with a value that has already been used",
                $"The bundle version must be higher than the previously uploaded version: '{before}'.",
                "/data/attributes/cfBundleVersion",
                new JsonObject { ["previousBundleVersion"] = before });
        }

        All.Add(upload);
        return apple.One(201, request, Write(upload, request));
    }

    private FakeAppleAnswer Delete(FakeUpload upload)
    {
        if (upload.Committed is not null)
        {
            return FakeAppleAnswer.Refusal(409, "STATE_ERROR", "The request cannot be fulfilled because of the state of another resource.");
        }

        All.Remove(upload);
        return FakeAppStoreConnect.Done();
    }

    private FakeAppleAnswer List(FakeAppleRequest request, string appId) => apple.Page(
        request,
        [.. All.Where(upload => string.Equals(upload.AppId, appId, StringComparison.Ordinal)
            && request.Passes("cfBundleShortVersionString", upload.Version)
            && request.Passes("cfBundleVersion", upload.BuildNumber)
            && request.Passes("platform", upload.Platform)
            && request.Passes("state", StateOf(upload))).OrderByDescending(upload => upload.Created)],
        upload => Write(upload, request));

    private FakeAppleAnswer CreateFile(FakeAppleRequest request, FakeUpload upload)
    {
        upload.File = new FakeUploadFile(
            apple.NextId(), request.Text("fileName")!, request.Number("fileSize")!.Value, request.Text("assetType")!, request.Text("uti")!, apple.PartSize, apple.Now.AddDays(7));
        return apple.One(201, request, Write(upload.File));
    }

    private FakeAppleAnswer Commit(FakeAppleRequest request, FakeUpload upload)
    {
        var file = upload.File!;
        if (request.Data["attributes"]?["sourceFileChecksums"] is not null)
        {
            return FakeAppleAnswer.Refusal(
                409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "An attribute value is invalid.", "'Checksums{}' is not a valid value for the attribute 'sourceFileChecksums'", "/data/attributes/sourceFileChecksums");
        }

        if (file.Parts.Count < file.PartCount)
        {
            return FakeAppleAnswer.Refusal(409, "STATE_ERROR", "The request cannot be fulfilled because of the state of another resource.", "Not all parts of the file are uploaded.");
        }

        if (file.IsComplete)
        {
            return FakeAppleAnswer.Refusal(409, "STATE_ERROR", "The request cannot be fulfilled because of the state of another resource.", "The file is uploaded already.");
        }

        if (!file.IsPoisoned)
        {
            file.IsComplete = true;
            upload.Committed = apple.Now;
            upload.Errors = file.IsDamaged ? [("90035", "Invalid Signature. Code object is not signed at all.")] : apple.PackageErrors;
            apple.AddBuild(new FakeBuild(upload.BuildId, upload.AppId, upload.Version, upload.BuildNumber, upload.Platform, apple.Now + apple.AppearsAfter)
            {
                UploadId = upload.Id,
                UsesNonExemptEncryption = apple.DeclaredEncryption,
                Processed = apple.Now + apple.AppearsAfter + apple.ProcessesAfter,
                Settled = apple.Now + apple.AppearsAfter + apple.ProcessesAfter + apple.SettlesAfter,
                ProcessingResult = upload.Errors.Count > 0 ? "INVALID" : "VALID",
            });
        }

        return apple.One(200, request, Write(file));
    }

    private string StateOf(FakeUpload upload)
    {
        if (upload.Committed is not { } committed)
        {
            return "AWAITING_UPLOAD";
        }

        return apple.Now < committed + apple.AppearsAfter ? "PROCESSING"
            : upload.Errors.Count > 0 ? "FAILED"
            : apple.Now < committed + apple.AppearsAfter + apple.ProcessesAfter ? "PROCESSING"
            : "COMPLETE";
    }

    private JsonObject Write(FakeUpload upload, FakeAppleRequest request)
    {
        var state = new JsonObject
        {
            ["state"] = StateOf(upload),
            ["errors"] = StateOf(upload) is "FAILED" ? Notes(upload.Errors) : [],
            ["warnings"] = upload.Committed is null ? [] : Notes(apple.PackageWarnings),
            ["infos"] = new JsonArray(),
        };
        var relationships = new JsonObject { ["buildUploadFiles"] = new JsonObject { ["links"] = new JsonObject { ["related"] = $"{apple.Address}/v1/buildUploads/{upload.Id}/buildUploadFiles" } } };
        if (Included(upload, request).Any())
        {
            relationships["build"] = new JsonObject { ["data"] = FakeAppStoreConnect.Link("builds", upload.BuildId) };
        }

        return new JsonObject
        {
            ["type"] = "buildUploads",
            ["id"] = upload.Id,
            ["attributes"] = new JsonObject
            {
                ["cfBundleShortVersionString"] = upload.Version,
                ["cfBundleVersion"] = upload.BuildNumber,
                ["createdDate"] = FakeAppStoreConnect.Date(upload.Created),
                ["state"] = state,
                ["platform"] = upload.Platform,
            },
            ["relationships"] = relationships,
        };
    }

    private static JsonArray Notes(IEnumerable<(string Code, string Description)> notes) => [.. notes.Select(note => new JsonObject { ["code"] = note.Code, ["description"] = note.Description })];

    private IEnumerable<JsonObject> Included(FakeUpload upload, FakeAppleRequest request) =>
        request.Includes("build") && apple.LinksBuilds && upload.Committed is { } committed && upload.Errors.Count == 0 && apple.Now >= committed + apple.AppearsAfter
            ? [new JsonObject { ["type"] = "builds", ["id"] = upload.BuildId, ["attributes"] = new JsonObject { ["version"] = upload.BuildNumber } }]
            : [];

    private JsonObject Write(FakeUploadFile file)
    {
        var attributes = new JsonObject
        {
            ["assetDeliveryState"] = new JsonObject { ["state"] = file.IsComplete ? "COMPLETE" : "AWAITING_UPLOAD", ["errors"] = new JsonArray(), ["warnings"] = new JsonArray() },
            ["assetType"] = file.AssetType,
            ["fileName"] = file.FileName,
            ["fileSize"] = file.Size,
            ["uti"] = file.Uti,
        };
        if (!file.IsComplete)
        {
            // The last first, as Apple's lists come in no order.
            attributes["uploadOperations"] = new JsonArray([.. Enumerable.Range(1, file.PartCount).OrderBy(number => number == file.PartCount ? 0 : number).Select(number => Operation(file, number))]);
        }

        return new JsonObject { ["type"] = "buildUploadFiles", ["id"] = file.Id, ["attributes"] = attributes };
    }

    private JsonObject Operation(FakeUploadFile file, int number) => new()
    {
        ["method"] = "PUT",
        ["url"] = $"{apple.Address}/storage/{file.Id}?partNumber={number}&uploadId=7f3a&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abcdef",
        ["offset"] = file.Range(number).Offset,
        ["length"] = file.Range(number).Length,
        ["requestHeaders"] = new JsonArray(new JsonObject { ["name"] = "Content-Type", ["value"] = "application/octet-stream" }),
        ["expiration"] = FakeAppStoreConnect.Date(file.Expires),
        ["partNumber"] = number,
    };

    private static bool IsSameTrain(FakeUpload left, FakeUpload right) =>
        string.Equals(left.AppId, right.AppId, StringComparison.Ordinal) && string.Equals(left.Version, right.Version, StringComparison.Ordinal) && string.Equals(left.Platform, right.Platform, StringComparison.Ordinal);
}
