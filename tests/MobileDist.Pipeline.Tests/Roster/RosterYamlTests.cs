using System.Diagnostics;
using System.Text;
using MobileDist.Pipeline.Roster;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Roster;

public sealed class RosterYamlTests
{
    private const string Sound = """
        testers:
          - name: Jane Doe
            email: jane.doe@example.com
            groups: [qa, design]
            devices:
              - udid: 00008110-001a2b3c4d5e6f70
                name: Jane's iPhone
                model: iPhone14,2
              - AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
          - email: ken@example.com
            groups: QA
        """;

    [Test]
    public void Read_WhenTheFileIsSound_PeopleGroupsAndDevicesAreThere()
    {
        var roster = Read(Sound);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(roster.Testers.Select(tester => tester.ShownName), Is.EqualTo((string[])["Jane D.", "k…@example.com"]));
            Assert.That(roster.Testers[0].Email, Is.EqualTo("jane.doe@example.com"));
            Assert.That(roster.Groups, Is.EqualTo((string[])["qa", "design"]));
            Assert.That(roster.InGroups(["qa"]).Testers, Has.Length.EqualTo(2));
            Assert.That(roster.InGroups(["Design"]).Testers, Has.Length.EqualTo(1));
            Assert.That(roster.InGroups([]).Testers, Has.Length.EqualTo(2));
            Assert.That(roster.AppleDevices().Select(device => device.Udid), Is.EqualTo((string[])["00008110-001A2B3C4D5E6F70", new string('a', 40)]));
            Assert.That(roster.AppleDevices()[0].ToString(), Is.EqualTo("Jane D. (iPhone14,2, …6F70)"));
        }
    }

    [Test]
    public void Read_WhenManyThingsAreWrong_AllAreToldAtOnceAndNobodyIsNamed()
    {
        var faults = Faults("""
            testers:
              - nmae: Jane Doe
                email: jane.doe.example.com
              - name: Ken Olsen
                email: ken@example.com
                devices:
                  - udid: 00008110-001A2B3C4D5E6F7G
                  - 358-IMEI
                  - name: without
              - name: Kenneth Olsen
                email: KEN@example.com
              - Secret Person
              - name: Ann Lee
                groups: [ok, "a,b"]
                devices: [bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]
              - name: Bob Ray
                devices: [BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB]
              - groups: alone
              - Hidden Human: x@example.com
            """);

        Approved.Verify("TestersYml.approved.txt", faults);
        using (Assert.EnterMultipleScope())
        {
            foreach (var personal in (string[])["Doe", "Olsen", "Secret", "Hidden", "ken@", "jane.doe", "358", "bbbbbbbb"])
            {
                Assert.That(faults, Does.Not.Contain(personal).IgnoreCase);
            }
        }
    }

    [TestCase("")]
    [TestCase("testers:")]
    [TestCase("testers: []")]
    public void Read_WhenNobodyIsThere_ItSaysSo(string text)
    {
        Assert.That(Faults(text), Does.Contain("names nobody"));
    }

    [TestCase("testers: Jane Doe")]
    [TestCase("testers: {a: b}")]
    [TestCase("- name: Jane Doe")]
    public void Read_WhenTheShapeIsAnother_ItSaysWhatIsValid(string text)
    {
        var faults = Faults(text);

        Assert.That(faults, Does.Contain("valid: "));
        Assert.That(faults, Does.Not.Contain("Jane"));
    }

    [TestCase("testers:\n  Jane Doe: {}\n  Jane Doe: {}")]
    [TestCase("testers:\n  - name: *Jane_Doe")]
    [TestCase("testers:\n  - name: @jane.doe")]
    [TestCase("testers:\n  - { name: Jane Doe")]
    [TestCase("testers:\n  - name: \"Jane Doe\\q\"")]
    public void Read_WhenTheYamlItselfIsWrong_NobodyIsNamed(string text)
    {
        var faults = Faults(text);

        Assert.That(faults, Does.Not.Contain("Jane").IgnoreCase);
        Assert.That(faults, Does.Not.Contain("settings file"));
    }

    [Test]
    public void Read_WhenTheFileIsMutated_OnlyFaultsComeOut()
    {
        var random = new Random(20261122);
        var original = Encoding.UTF8.GetBytes(Sound);
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 1500; round++)
        {
            var text = Encoding.UTF8.GetString(Mutation.Of(original, random));
            var faults = new List<Fault>();
            var roster = RosterFile.Parse("testers.yml", text, faults);
            Assert.That(roster.Testers.Length, Is.LessThan(100));
        }

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public void Schema_WhenTheDeclarationChanges_IsWrittenAgain()
    {
        var path = RepositoryRoot.Combine("testers.schema.json");
        var schema = RosterDeclaration.Schema();
        if (string.Equals(Environment.GetEnvironmentVariable("MOBILEDIST_APPROVE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, schema);
        }

        Assert.That(File.ReadAllText(path).ReplaceLineEndings("\n"), Is.EqualTo(schema), "Run with MOBILEDIST_APPROVE=1 to write it.");
    }

    private static TesterRoster Read(string text)
    {
        var faults = new List<Fault>();
        var roster = RosterFile.Parse("testers.yml", text, faults);
        Assert.That(FaultTranscript.Of(faults), Is.Empty);
        return roster;
    }

    private static string Faults(string text)
    {
        var faults = new List<Fault>();
        _ = RosterFile.Parse("testers.yml", text, faults);
        Assert.That(faults, Is.Not.Empty);
        return FaultTranscript.Of(faults);
    }
}
