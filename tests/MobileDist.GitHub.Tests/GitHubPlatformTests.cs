using MobileDist.PullRequests;
using MobileDist.Testing;

namespace MobileDist.GitHub.Tests;

public sealed class GitHubPlatformTests
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private TestFolder _folder = null!;
    private StringWriter _output = null!;
    private Redactor _redactor = null!;

    private string Output => _output.ToString().ReplaceLineEndings("\n");

    [SetUp]
    public void MakeRunner()
    {
        _folder = new TestFolder();
        _output = new StringWriter { NewLine = "\n" };
        _redactor = new Redactor();
        _environment.Clear();
        _environment["GITHUB_ACTIONS"] = "true";
        _environment["GITHUB_REPOSITORY"] = "acme/shop";
        _environment["GITHUB_SHA"] = "mergecommit";
        _environment["GITHUB_RUN_ID"] = "9000128";
        _environment["GITHUB_RUN_NUMBER"] = "128";
        _environment["GITHUB_RUN_ATTEMPT"] = "1";
    }

    [TearDown]
    public void CloseRunner()
    {
        _output.Dispose();
        _folder.Dispose();
    }

    private GitHubPlatform Platform() => new(_environment, _output, _redactor);

    private void Event(string name, string json)
    {
        _environment["GITHUB_EVENT_NAME"] = name;
        _environment["GITHUB_EVENT_PATH"] = _folder.Write("event.json", json);
    }

    private static string PullRequest(string headRepository) => $$$$"""
        {"number":12,"pull_request":{"number":12,"html_url":"https://github.com/acme/shop/pull/12","title":"Faster checkout","body":"Pay twice.",
         "head":{"sha":"headcommit","ref":"feature/x","repo":{{{{headRepository}}}}},
         "base":{"sha":"basecommit","ref":"main","repo":{"full_name":"acme/shop"}}},"repository":{"full_name":"acme/shop"}}
        """;

    [TestCase("pull_request")]
    [TestCase("pull_request_target")]
    public void Facts_WhenPullRequest_NamesItAndTheCommitThatWasPushed(string name)
    {
        Event(name, PullRequest("""{"full_name":"acme/shop"}"""));
        _environment["RUNNER_TEMP"] = "/home/runner/work/_temp";

        var facts = Platform().Facts;

        Assert.That(facts, Is.EqualTo(new CiFacts
        {
            Repository = "acme/shop",
            PullRequestNumber = 12,
            PullRequestLink = "https://github.com/acme/shop/pull/12",
            PullRequestTitle = "Faster checkout",
            PullRequestText = "Pay twice.",
            Commit = "headcommit",
            CommitLink = "https://github.com/acme/shop/commit/headcommit",
            Branch = "feature/x",
            RunLink = "https://github.com/acme/shop/actions/runs/9000128",
            RunNumber = 9_000_128,
            RunAttempt = 1,
            TemporaryFolder = "/home/runner/work/_temp",
            ServerAddress = "https://github.com",
            ApiAddress = "https://api.github.com",
        }));
    }

    [TestCase("""{"full_name":"mallory/shop"}""")]
    [TestCase("null")]
    public void Facts_WhenHeadIsElsewhereOrGone_IsFork(string headRepository)
    {
        Event("pull_request", PullRequest(headRepository));

        Assert.That(Platform().Facts.IsFork, Is.True);
    }

    [Test]
    public void Facts_WhenOnTheTarget_HasTheRightsOfTheTarget()
    {
        Event("pull_request_target", PullRequest("""{"full_name":"mallory/shop"}"""));

        Assert.That(Platform().Facts, Has.Property("IsFork").False.And.Property("PullRequestNumber").EqualTo(12));
    }

    [Test]
    public void Facts_WhenRunAfterAnother_NamesNoPullRequestButItsCommit()
    {
        Event("workflow_run", """
            {"workflow_run":{"head_sha":"headcommit","head_branch":"feature/x","head_repository":{"full_name":"mallory/shop"},"pull_requests":[{"number":7}]},
             "repository":{"full_name":"acme/shop"}}
            """);

        var facts = Platform().Facts;

        Assert.Multiple(() =>
        {
            Assert.That(facts.PullRequestNumber, Is.Null);
            Assert.That(facts.Commit, Is.EqualTo("headcommit"));
            Assert.That(facts.IsFork, Is.False, "such a run has secrets, and a token that may write");
        });
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("""{"pull_request":7}""")]
    [TestCase("""{"pull_request":{"number":"12","head":[],"base":null}}""")]
    [TestCase("""{"pull_request":{"number":12.5}}""")]
    [TestCase("""{"pull_request":{"number":-4}}""")]
    public void Facts_WhenPayloadIsBroken_LeavesThemOut(string json)
    {
        Event("pull_request", json);

        Assert.That(Platform().Facts.PullRequestNumber, Is.Null);
    }

    [Test]
    public void Facts_WhenOwnServerAndSecondAttempt_LinksThere()
    {
        _environment["GITHUB_SERVER_URL"] = "https://git.acme.example";
        _environment["GITHUB_API_URL"] = "https://git.acme.example/api/v3";
        _environment["GITHUB_RUN_ATTEMPT"] = "2";
        _environment["GITHUB_REF"] = "refs/heads/release/1";
        _environment["GITHUB_REF_TYPE"] = "branch";
        _environment["GITHUB_REF_NAME"] = "release/1";

        var facts = Platform().Facts;

        Assert.Multiple(() =>
        {
            Assert.That(facts.RunLink, Is.EqualTo("https://git.acme.example/acme/shop/actions/runs/9000128/attempts/2"));
            Assert.That(facts.ApiAddress, Is.EqualTo("https://git.acme.example/api/v3"));
            Assert.That(facts.Branch, Is.EqualTo("release/1"));
            Assert.That(facts.Commit, Is.EqualTo("mergecommit"));
        });
    }

    [Test]
    public void OpenGroup_WhenTitleIsHostile_StaysOneCommand()
    {
        var group = Platform().OpenGroup("a\n::error::b%0A");
        group.Dispose();
        group.Dispose();

        Assert.That(Output, Is.EqualTo("::group::a ::error::b%250A\n::endgroup::\n"));
    }

    [Test]
    public void Annotate_WhenAllIsKnown_EscapesDataAndProperties()
    {
        Platform().Annotate(new CiAnnotation(AnnotationSeverity.Warning, "50% done\r\n::error::x")
        {
            Title = "a:b,c",
            File = "src/a,b.yml",
            Line = 3,
            Column = 7,
        });

        Assert.That(Output, Is.EqualTo("::warning title=a%3Ab%2Cc,file=src/a%2Cb.yml,line=3,col=7::50%25 done%0A::error::x\n"));
    }

    [Test]
    public void Annotate_WhenMessageIsTooLong_CutsIt()
    {
        Platform().Annotate(new CiAnnotation(AnnotationSeverity.Notice, new string('x', 5_000)));

        Assert.That(Output.TrimEnd('\n'), Has.Length.EqualTo("::notice::".Length + 4_096).And.EndsWith("x…"));
    }

    [Test]
    public void Mask_WhenSecretHasLines_MasksEachAndItsBase64()
    {
        var platform = Platform();
        platform.Mask(new Secret("line-one%\nline-two"));
        platform.Mask(new Secret("line-two"));

        var masks = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(masks, Is.EquivalentTo(new[]
        {
            "::add-mask::line-one%25",
            "::add-mask::line-two",
            "::add-mask::" + Convert.ToBase64String("line-one%\nline-two"u8),
            "::add-mask::" + Convert.ToBase64String("line-two"u8),
        }));
    }

    [Test]
    public void Mask_WhenSecretIsAKeyFile_LeavesBracesInTheLog()
    {
        Platform().Mask(new Secret("{\n  \"private_key\": \"MII\"\n}\n"));

        Assert.That(Output.Split('\n'), Has.None.EqualTo("::add-mask::{").And.None.EqualTo("::add-mask::}"));
        Assert.That(Output, Does.Contain("private_key"));
    }

    [Test]
    public async Task Mask_WhenSecretIsWrittenAnywhere_HidesIt()
    {
        _environment["GITHUB_OUTPUT"] = _folder.Combine("output");
        _environment["GITHUB_STEP_SUMMARY"] = _folder.Combine("summary");
        var platform = Platform();
        platform.Mask(new Secret("hunter2secret%"));
        _output.GetStringBuilder().Clear();

        platform.Annotate(new CiAnnotation(AnnotationSeverity.Error, "hunter2secret%") { Title = "hunter2secret%", File = "hunter2secret%" });
        platform.SetOutput("link", "hunter2secret%");
        platform.EchoForeign("hunter2secret%");
        platform.OpenGroup("hunter2secret%").Dispose();
        await platform.AppendSummaryAsync("hunter2secret%", default);

        var all = Output + await File.ReadAllTextAsync(_folder.Combine("output")) + await File.ReadAllTextAsync(_folder.Combine("summary"));
        Assert.That(all, Does.Not.Contain("hunter2secret").And.Contain("***"));
    }

    [Test]
    public void SetOutput_WhenValueTriesToEndItself_StaysOneOutput()
    {
        _environment["GITHUB_OUTPUT"] = _folder.Write("output", "before=1\n");
        var platform = Platform();

        platform.SetOutput("install-link", "a\nEOF\nevil=1");
        platform.SetOutput("install-link", "b");

        var lines = File.ReadAllText(_folder.Combine("output")).Split('\n');
        var delimiter = lines[1]["install-link<<".Length..];
        Assert.Multiple(() =>
        {
            Assert.That(delimiter, Does.Match("^mobiledist_[0-9a-f]{32}$"));
            Assert.That(lines[1..6], Is.EqualTo(new[] { "install-link<<" + delimiter, "a", "EOF", "evil=1", delimiter }));
            Assert.That(lines[6], Does.StartWith("install-link<<mobiledist_").And.Not.Contain(delimiter));
            Assert.That(() => platform.SetOutput("a\nb", "x"), Throws.ArgumentException);
        });
    }

    [TestCase("::error::x")]
    [TestCase("  \t::stop-commands::x")]
    [TestCase("done ##[error]x")]
    [TestCase("a\r::set-env name=x::y")]
    [TestCase("a\n::add-mask::y")]
    [TestCase("\u00A0::error::x")]
    [TestCase("#\u202E#[error]x")]
    [TestCase("\u202E::error::x")]
    public void EchoForeign_WhenLineIsACommand_DefusesIt(string line)
    {
        Platform().EchoForeign(line);

        Assert.Multiple(() =>
        {
            Assert.That(Output, Does.Not.Contain("##["));
            Assert.That(Output.Split('\n').Select(each => each.Trim()), Has.None.StartsWith("::"));
        });
    }

    [Test]
    public void EchoForeign_WhenLineIsOrdinary_KeepsIt()
    {
        Platform().EchoForeign("  Foo::Bar # [x] ## done");

        Assert.That(Output, Is.EqualTo("  Foo::Bar # [x] ## done\n"));
    }

    [Test]
    public async Task AppendSummary_WhenBudgetIsUsedUp_LeavesTheRestOutAndSaysSo()
    {
        var file = _folder.Write("summary", "before\n");
        _environment["GITHUB_STEP_SUMMARY"] = file;
        var platform = Platform();
        var text = string.Concat(Enumerable.Repeat(new string('ä', 99) + "\n", 6_000));

        await platform.AppendSummaryAsync("first\n", default);
        await platform.AppendSummaryAsync(text, default);
        await platform.AppendSummaryAsync(text, default);

        Assert.Multiple(() =>
        {
            Assert.That(new FileInfo(file).Length, Is.LessThanOrEqualTo(1_000_000).And.GreaterThan(990_000));
            Assert.That(File.ReadAllText(file), Does.StartWith("before\nfirst\n").And.EndsWith("one megabyte of summary a step._\n"));
        });
    }

    [TestCase("true", true)]
    [TestCase("", false)]
    public void IsPresent_WhenVariableSaysSo_IsTrue(string value, bool expected)
    {
        _environment["GITHUB_ACTIONS"] = value;

        Assert.That(GitHubPlatform.IsPresent(_environment), Is.EqualTo(expected));
    }
}
