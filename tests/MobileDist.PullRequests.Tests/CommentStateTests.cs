using System.IO.Compression;
using System.Text;

namespace MobileDist.PullRequests.Tests;

public sealed class CommentStateTests
{
    [Test]
    public void Parse_WhenRenderedByUs_GivesEveryFieldBack()
    {
        var modules = Comments.Modules("HI");
        CommentRelease[] releases =
        [
            Comments.Android("<b>\u202E | @x") with { Notes = [new CommentNote(true, "Careful"), new CommentNote(false, "By the way")] },
            Comments.Failed(),
            Comments.Failed() with { Key = "c", Outcome = new CommentOutcome.Skipped("why not") },
            Comments.Failed() with { Key = "d", Outcome = new CommentOutcome.Withdrawn(Comments.Noon, "closed"), Size = null, Identifier = null, Version = null, BuildNumber = null, Audience = null, Run = CommentRun.Unknown },
            Comments.AdHoc(can: 60, cannot: 3) with { Key = "g" },
            Comments.Ios() with { Key = "h", Devices = new CommentDevices { AnyDevice = true } },
            Comments.Android() with { Key = "e", Qr = new QrRendering.Blocks(modules), Link = new CommentLink("file:///x", LinkReach.ThisComputer, "Serve it.") },
            Comments.Android() with { Key = "f", Qr = new QrRendering.Formula(modules), Link = new CommentLink("http://10.0.0.2/", LinkReach.Network, "Wi-Fi") },
        ];

        var parsed = ((ParsedComment.Ours)CommentMarkdown.Parse(CommentMarkdown.Render(Comments.Of(releases)))).Model;

        Assert.That(parsed.Key, Is.EqualTo("default"));
        foreach (var expected in releases)
        {
            var actual = parsed.Releases.Single(release => string.Equals(release.Key, expected.Key, StringComparison.Ordinal));
            Assert.That(actual with { Qr = expected.Qr, Notes = expected.Notes }, Is.EqualTo(expected));
            Assert.That(actual.Notes, Is.EqualTo(expected.Notes));
            Assert.That(actual.Qr.GetType(), Is.EqualTo(expected.Qr.GetType()));
        }

        var restored = ((QrRendering.Formula)parsed.Releases.Single(release => string.Equals(release.Key, "f", StringComparison.Ordinal)).Qr).Modules;
        Assert.That(Enumerable.Range(0, 21 * 21).All(at => restored.IsDark(at % 21, at / 21) == modules.IsDark(at % 21, at / 21)));
    }

    [Test]
    public void Parse_WhenRenderedAgain_IsTheSameText()
    {
        var first = CommentMarkdown.Render(Comments.Of(Comments.Ios(), Comments.Failed(), Comments.Android()));

        Assert.That(CommentMarkdown.Render(((ParsedComment.Ours)CommentMarkdown.Parse(first)).Model), Is.EqualTo(first));
    }

    [Test]
    public void Parse_WhenPlatformChangedTheLineEnds_StillReads() =>
        Assert.That(CommentMarkdown.Parse(CommentMarkdown.Render(Comments.Of(Comments.Android())).ReplaceLineEndings("\r\n")), Is.InstanceOf<ParsedComment.Ours>());

    [TestCase("")]
    [TestCase("Nice work!")]
    [TestCase("> <!-- mobiledist:comment v=1 key=default -->")]
    [TestCase("I saw <!-- mobiledist:comment v=1 key=default --> somewhere")]
    [TestCase("<!-- mobiledist:comment v=1 key=UPPER -->")]
    [TestCase("<!-- mobiledist:comment v=1 key= -->")]
    public void Parse_WhenNotOurs_SaysForeign(string body) =>
        Assert.That(CommentMarkdown.Parse(body), Is.InstanceOf<ParsedComment.Foreign>());

    [TestCase("")]
    [TestCase("<!-- mobiledist:state v=1 ")]
    [TestCase("<!-- mobiledist:state v=1  -->")]
    [TestCase("<!-- mobiledist:state v=1 !!!! -->")]
    [TestCase("<!-- mobiledist:state v=1 AAAA -->")]
    [TestCase("<!-- mobiledist:state v=2 AAAA -->")]
    public void Parse_WhenStateIsBroken_KnowsWhoseItIs(string state) =>
        Assert.That(CommentMarkdown.Parse("<!-- mobiledist:comment v=1 key=shop -->\n" + state), Is.EqualTo(new ParsedComment.Damaged("shop")));

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("[{}]")]
    [TestCase("[{\"key\":\"a\"}]")]
    [TestCase("[{\"key\":5,\"app\":\"a\",\"platform\":\"p\"}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"size\":\"big\"}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"way\":{\"qrBits\":\"?\"}}]")]
    [TestCase("[[[[[[[[[[]]]]]]]]]]")]
    public void Parse_WhenJsonIsNotOurs_SaysDamaged(string json) =>
        Assert.That(CommentMarkdown.Parse(Body(json)), Is.InstanceOf<ParsedComment.Damaged>());

    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"outcome\":\"paused\",\"new\":{\"x\":1}}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"way\":{\"qrSize\":99999,\"qrBits\":\"AAAA\"}}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"way\":{\"devices\":{\"can\":[null,\"Ada\"],\"canMore\":2147483647,\"cannotMore\":-5,\"new\":1}}}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"otherWays\":[null,{\"steps\":[null,{\"link\":\"x\"},{\"text\":\"t\"}],\"new\":1}]}]")]
    [TestCase("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"p\",\"notes\":[null,{\"isWarning\":true}]}]")]
    public void Parse_WhenALaterVersionWroteMore_ReadsWhatItKnows(string json)
    {
        var model = ((ParsedComment.Ours)CommentMarkdown.Parse(Body(json))).Model;

        Assert.That(model.Releases.Single().Outcome, Is.InstanceOf<CommentOutcome.Skipped>());
        Assert.That(CommentMarkdown.Render(model), Does.Contain("was skipped"));
    }

    [TestCase("\"reach\":\"Orbit\"", LinkReach.Network, WayAvailability.Now)]
    [TestCase("\"reach\":\"Internet\",\"availability\":\"ByInvitation\"", LinkReach.Internet, WayAvailability.No)]
    [TestCase("\"reach\":\"7\"", LinkReach.Network, WayAvailability.Now)]
    public void Parse_WhenAValueIsOfALaterVersion_KeepsAllElse(string values, LinkReach reach, WayAvailability availability)
    {
        var body = Body("[{\"key\":\"shop-android\",\"app\":\"Shop\",\"platform\":\"Android\",\"outcome\":\"published\",\"version\":\"1.2\",\"way\":{\"link\":\"https://acme.example/\"," + values + "}}]");

        var row = ((ParsedComment.Ours)CommentMarkdown.Parse(body)).Model.Releases.Single();

        Assert.That(row, Has.Property("Version").EqualTo("1.2").And.Property("Outcome").InstanceOf<CommentOutcome.Published>());
        Assert.That((row.Way.Link!.Address, row.Way.Link.Reach, row.Way.Availability), Is.EqualTo(("https://acme.example/", reach, availability)));
    }

    [TestCase("\"reach\":{}")]
    [TestCase("\"availability\":[1]")]
    [TestCase("\"availability\":null")]
    public void Parse_WhenAValueIsNoName_IsDamaged(string value) =>
        Assert.That(CommentMarkdown.Parse(Body("[{\"key\":\"a\",\"app\":\"a\",\"platform\":\"a\",\"way\":{" + value + "}}]")), Is.InstanceOf<ParsedComment.Damaged>());

    [Test]
    public void Parse_WhenStateIsABomb_GivesUpEarly()
    {
        var bomb = Body(new string(' ', 50_000_000));
        Assert.That(bomb, Has.Length.LessThan(20_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(CommentMarkdown.Parse(bomb), Is.InstanceOf<ParsedComment.Damaged>());

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(5_000_000));
    }

    [Test]
    public void Parse_WhenBytesAreFlipped_NeverThrows()
    {
        var body = CommentMarkdown.Render(Comments.Of(Comments.Ios(), Comments.Failed(), Comments.Android()));
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var characters = body.ToCharArray();
            for (var change = 0; change <= random.Next(4); change++)
            {
                characters[random.Next(characters.Length)] = (char)random.Next(32, 127);
            }

            if (CommentMarkdown.Parse(new string(characters)) is ParsedComment.Ours ours)
            {
                Assert.That(CommentMarkdown.Render(ours.Model), Has.Length.LessThan(CommentMarkdown.LongestComment));
            }
        }
    }

    private static string Body(string json)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(json));
        }

        return $"<!-- mobiledist:comment v=1 key=default -->\n<!-- mobiledist:state v=1 {Convert.ToBase64String(compressed.ToArray())} -->";
    }
}
