using System.Text;
using System.Text.Json;
using MobileDist.PullRequests;
using MobileDist.Testing;

namespace MobileDist.Doors.Tests;

public sealed class SecretSweepTests
{
    private const string Value = "mk St\"o\\re%41&p+w/<1>;]";

    private static IEnumerable<string> Leaks() =>
    [
        $"before {Value} after",
        JsonSerializer.Serialize($"before {Value} after"),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Value}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"a:{Value}\n")),
        $"https://host/?password={Uri.EscapeDataString(Value)}",
        $"::error::{Value.Replace("%", "%25", StringComparison.Ordinal)}",
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)),
    ];

    [TestCaseSource(nameof(Leaks))]
    public void Look_WhenTheSecretIsThereInAnyForm_FindsIt(string leak)
    {
        using var folder = new TestFolder();
        folder.Write("leak.txt", leak);

        Assert.That(new SecretSweep(Mark.Of("password", Value)).Files(folder.FullPath).Findings, Is.Not.Empty);
    }

    [Test]
    public void Look_WhenTheSecretIsInTheRowsOfAComment_FindsIt()
    {
        var comment = CommentMarkdown.Render(new CommentModel
        {
            Key = "default",
            Releases = [new CommentRelease { Key = "shop", App = "Shop", Platform = "Android", Outcome = new CommentOutcome.Published(), Run = CommentRun.Unknown, Identifier = "markedvalue" }],
        });
        var hidden = comment[comment.IndexOf("<!-- mobiledist:state", StringComparison.Ordinal)..];

        Assert.That(hidden, Does.Not.Contain("markedvalue"));
        Assert.That(new SecretSweep(Mark.Of("password", "markedvalue")).Look("comment", Encoding.UTF8.GetBytes(hidden)).Findings, Is.Not.Empty);
    }

    [Test]
    public void Log_WhenOnlyTheMaskingCommandHoldsIt_FindsNothing()
    {
        var sweep = new SecretSweep(Mark.Of("token", "markedtoken"));

        Assert.That(sweep.Log("::add-mask::markedtoken\nfine\n", "::add-mask::").Findings, Is.Empty);
        Assert.That(sweep.Log(" ::add-mask::markedtoken\n", "::add-mask::").Findings, Is.Not.Empty);
    }

    [Test]
    public void Request_WhenAnotherHeaderThanAuthorizationHoldsIt_FindsIt()
    {
        var sweep = new SecretSweep(Mark.Of("token", "markedtoken"));

        Assert.That(sweep.Request("GET /", [KeyValuePair.Create("authorization", "Bearer markedtoken")], []).Findings, Is.Empty);
        Assert.That(sweep.Request("GET /", [KeyValuePair.Create("X-Token", "markedtoken")], []).Findings, Is.Not.Empty);
    }
}
