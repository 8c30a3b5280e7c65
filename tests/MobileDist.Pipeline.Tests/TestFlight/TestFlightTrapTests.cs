using MobileDist.Testing.AppStoreConnect;

namespace MobileDist.Pipeline.Tests.TestFlight;

/// <summary>What goes wrong at Apple, a test each: the exit code, the reason, and that somebody can install is what success means.</summary>
public sealed class TestFlightTrapTests
{
    [Test]
    public async Task Publish_WhenDocumentsAboutEncryptionAreMissing_NobodyCanInstallAndThatIsSaid()
    {
        using var project = new TestFlightProject("groups: QA");
        project.Project.Arguments["testflight-uses-non-exempt-encryption"] = "true";
        project.AddGroup("QA");

        var distribution = await project.PublishAsync();
        project.Apple.Declarations["7"] = "APPROVED";
        var later = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unproved));
        Assert.That(distribution.Faults[0].Headline, Is.EqualTo("The build 1.2.3 (7) is in App Store Connect, and nobody can install it."));
        Assert.That(distribution.Faults[0].Details, Does.Contain(new FaultDetail("group 'QA'", "the question about encryption has no answer")));
        Assert.That(distribution.Faults[1].Headline, Does.Contain("needs documents"));
        Assert.That(later.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Builds.Single().DeclarationId, Is.EqualTo("7"));
    }

    [Test]
    public async Task Publish_WhenTheConfirmationOfTheAnswerIsLost_WaitsUntilAppleIsThrough()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        var isLost = false;
        project.Apple.Fault = request =>
        {
            if (isLost || request.Method is not "PATCH" || !request.Path.StartsWith("/v1/builds/", StringComparison.Ordinal))
            {
                return null;
            }

            isLost = true;
            return new FakeAppleFault.CutAfter();
        };

        var distribution = await project.PublishAsync();

        Assert.That(isLost);
        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Builds.Single().UsesNonExemptEncryption, Is.False);
    }

    [Test]
    public async Task Publish_WhenAppleTakesThePackageWithWarnings_TellsEachOnce()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        project.Apple.PackageWarnings = [("90725", "SDK version issue.")];

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That(project.Project.Notes.Of(RunNoteKind.Warning).Where(text => text.Contains("90725", StringComparison.Ordinal)), Is.EqualTo(new[] { "Publish: Apple says about the package: 90725: SDK version issue." }));
    }

    [Test]
    public async Task Publish_WhenAppleRefusesTheContact_TellsItWithoutTheAddress()
    {
        using var project = new TestFlightProject("groups: [QA, Friends], review: { contact-email: \"ada@acme\" }");
        project.AddGroup("Friends", isInternal: false);
        project.AddGroup("QA");
        project.Apple.Fault = request => request is { Method: "PATCH", Segments: [_, "betaAppReviewDetails", _] }
            ? new FakeAppleFault.Refuse(FakeAppleAnswer.Refusal(409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "An attribute value is invalid.", "'ada@acme' is no valid address.", "/data/attributes/contactEmail"))
            : null;

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        var told = project.Project.Notes.Notes.Where(note => note.Kind == RunNoteKind.Warning).SelectMany(note => note.Fault?.Details ?? []).Select(detail => detail.Value).ToList();
        Assert.That(told, Has.Some.Contain("a…@acme").And.None.Contain("ada@acme"));
    }

    [Test]
    public async Task Publish_WhenTheDaysUploadsAreUsed_IsTriedOnceAndThePackageKept([Values] bool isFoundLate)
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        if (isFoundLate)
        {
            project.Apple.PackageErrors = [("90382", "Upload limit reached. Wait 1 day and try again.")];
        }
        else
        {
            project.Apple.Fault = request => request is { Method: "POST", Path: "/v1/buildUploads" }
                ? new FakeAppleFault.Refuse(FakeAppleAnswer.Refusal(409, "ENTITY_ERROR", "Upload limit reached", "Upload limit reached. Please wait 1 day and try again. (90382)"))
                : null;
        }

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Headline, Is.EqualTo("Apple takes no more uploads of this app today."));
        Assert.That(project.Apple.Requests.Count(request => request is { Method: "POST", Path: "/v1/buildUploads" }), Is.EqualTo(1));
        Assert.That(project.Project.OutputFiles(), Does.Contain("demo-ios/demo-1.2.3-7.ipa"));
    }

    [Test]
    public async Task Publish_WhenAppleFindsThePackageInvalid_GivesItsReasonAndWhatToDo()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        project.Apple.PackageErrors = [("90683", "Missing purpose string in Info.plist.")];

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Details.Select(detail => detail.Value), Has.Some.EqualTo("90683: Missing purpose string in Info.plist.").And.Some.Contains("UsageDescription"));
    }

    [Test]
    public async Task Publish_WhenTheNumberWasUsed_NamesTheNext_AndTheNextRunTakesItWhereItIsAskedFor([Values] bool isCounted)
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        if (isCounted)
        {
            project.Project.Arguments["build-number"] = "next";
            project.Project.Notes.OnNote = note => { if (note.Text.StartsWith("Signed with", StringComparison.Ordinal)) { AddForeign(project, "7"); } };
            await project.PublishAsync();
            project.Apple.Builds[0].IsExpired = true;
        }
        else
        {
            AddForeign(project, "7");
        }

        var distribution = await project.PublishAsync();

        if (isCounted)
        {
            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
            Assert.That(project.Apple.Uploads.Single().BuildNumber, Is.EqualTo("8"));
        }
        else
        {
            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
            Assert.That(distribution.Faults.Single().Details.Take(2), Is.EqualTo(new[] { new FaultDetail("last", "7"), new FaultDetail("next", "8") }));
        }
    }

    [Test]
    public async Task Sign_WhenTheNextNumberIsAskedFor_StampsItAndKeepsIt()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        AddForeign(project, "41");
        project.Project.Arguments["build-number"] = "next";

        var first = await project.PublishAsync();
        var second = await project.PublishAsync();

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((ExitCode.Done, ExitCode.Done)), project.Project.Notes.Transcript);
        Assert.That(project.Apple.Uploads.Single().BuildNumber, Is.EqualTo("42"));
        Assert.That(second.Results.Single().BuildNumber, Is.EqualTo("42"));
        Assert.That(project.Project.Notes.Of(RunNoteKind.TakenOver), Has.Some.StartsWith("Sign:"));
    }

    [Test]
    public async Task Publish_WhenAnotherJobUploadedTheSameNumber_NeverGivesThatToTesters()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        await project.PublishAsync();
        File.Delete(project.Project.Output("demo-ios", "receipt.json"));
        await using (var zip = await System.IO.Compression.ZipFile.OpenAsync(project.Project.Combine("app.ipa"), System.IO.Compression.ZipArchiveMode.Update))
        {
            await using var file = await zip.CreateEntry("Payload/Sample.app/more.txt").OpenAsync();
            await file.WriteAsync(new byte[5000]);
        }

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Project.Notes.Transcript);
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("does not take the build number '7'"));
    }

    [Test]
    public async Task Publish_WhenTheBetaContractIsMissing_InternalTestersGetItAllTheSame([Values] bool hasInternal)
    {
        using var project = new TestFlightProject(hasInternal ? "groups: [QA, Friends]" : "groups: Friends");
        project.AddGroup("Friends", isInternal: false);
        project.AddGroup("QA");
        project.Apple.HasBetaContract = false;

        var distribution = await project.PublishAsync();

        if (hasInternal)
        {
            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
            Assert.That(project.Project.Notes.Of(RunNoteKind.Warning), Has.Some.Contain("no agreement for beta testing").And.Some.Contains("'Friends' cannot install"));
        }
        else
        {
            Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused), project.Project.Notes.Transcript);
            Assert.That(distribution.Faults.Select(fault => fault.Headline), Has.Some.Contain("no agreement for beta testing"));
        }
    }

    [Test]
    public async Task Publish_WhenNobodyIsInTheGroup_IsNoSuccess()
    {
        using var project = new TestFlightProject();
        project.Apple.AddGroup("QA", isInternal: true);

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Unproved));
        Assert.That(distribution.Faults[0].Details, Does.Contain(new FaultDetail("group 'QA'", "nobody is in the group")));
        Assert.That((await project.RecordAsync()).GetProperty("resume").GetProperty("builds").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Publish_WhenAnotherBuildOfThePullRequestIsInReview_ExpiresItOnRequest([Values] bool expires)
    {
        using var project = new TestFlightProject($"groups: Friends, expire-older: {(expires ? "true" : "false")}");
        project.AddGroup("Friends", isInternal: false);
        var older = project.Apple.AddBuild("1.2.3", "5");
        older.ReviewState = "IN_REVIEW";
        project.Apple.AddText(older.Id, "en-US", "Before.\n\nPull request acme/shop#12, commit 0123456789");

        var distribution = await project.PublishAsync();

        Assert.That(older.IsExpired, Is.EqualTo(expires));
        Assert.That(distribution.ExitCode, Is.EqualTo(expires ? ExitCode.Done : ExitCode.Unproved), project.Project.Notes.Transcript);
        if (!expires)
        {
            Assert.That(distribution.Faults.Select(fault => fault.Headline), Has.Some.Contain("another build of this version is in Beta App Review"));
        }
    }

    [Test]
    public async Task Publish_WhenOlderBuildsAreToGo_OnlyThoseOfThisPullRequestDo()
    {
        using var project = new TestFlightProject("groups: QA, expire-older: true");
        project.AddGroup("QA");
        var texts = new[] { "A\n\nPull request acme/shop#12", "B\n\nPull request acme/shop#12, commit abc", "C\n\nPull request acme/shop#123", "Pull request acme/shop#12, commit abc\n\nPull request acme/shop#7", "D" };
        var builds = texts.Select((text, number) =>
        {
            var build = project.Apple.AddBuild("1.2.0", $"{number + 1}");
            project.Apple.AddText(build.Id, "de-DE", text);
            return build;
        }).ToList();

        await project.PublishAsync();

        Assert.That(builds.Select(build => build.IsExpired), Is.EqualTo(new[] { true, true, false, false, false }));
    }

    [Test]
    public async Task Publish_WhenOnlyAutomaticGroupsGetIt_NeedsNoName()
    {
        using var project = new TestFlightProject("notify: false");
        project.AddGroup("Team", hasAllBuilds: true);

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
        Assert.That((await project.RecordAsync()).GetProperty("audience").GetString(), Is.EqualTo("group Team"));
        Assert.That((await project.RecordAsync()).GetProperty("steps").GetArrayLength(), Is.EqualTo(3), "an invitation in place of a link");
    }

    [Test]
    public async Task Publish_WhenTheBuildIsExpiredByNow_AsksForAnotherNumber()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        await project.PublishAsync();
        project.Apple.Builds.Single().IsExpired = true;

        var distribution = await project.PublishAsync();

        Assert.That(distribution.ExitCode, Is.EqualTo(ExitCode.Refused));
        Assert.That(distribution.Faults.Single().Headline, Does.Contain("is expired"));
    }

    [Test]
    public async Task Publish_WithAnIndividualKey_Works()
    {
        using var project = new TestFlightProject();
        project.AddGroup("QA");
        project.Apple.IssuerId = null;
        project.Project.Environment.Remove("APP_STORE_CONNECT_ISSUER_ID");

        Assert.That((await project.PublishAsync()).ExitCode, Is.EqualTo(ExitCode.Done), project.Project.Notes.Transcript);
    }

    // Somebody else's build, of a size that is not ours.
    private static void AddForeign(TestFlightProject project, string number)
    {
        if (project.Apple.Builds.Count == 0)
        {
            project.Apple.AddBuild("1.2.3", number);
        }
    }
}
