using System.Diagnostics;
using System.Text;
using MobileDist.Pipeline.Roster;
using MobileDist.Testing;

namespace MobileDist.Pipeline.Tests.Roster;

public sealed class RosterCsvTests
{
    private const string First = "00008110-001A2B3C4D5E6F70";
    private const string Second = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [TestCase("Name,E-Mail,Groups,UDID\nJane Doe,jane@example.com,\"qa,design\"," + First + "\n")]
    [TestCase("name;email;group;device udid\r\nJane Doe;jane@example.com;qa|design;" + First)]
    [TestCase("\"Full Name\"\t\"Email Address\"\t\"Tags\"\t\"Device ID\"\nJane Doe\tjane@example.com\tqa;design\t" + First + "\n\n")]
    [TestCase("sep=;\nFIRST NAME;Last_Name;mail;team;identifier\nJane;Doe;jane@example.com;qa, design;00008110001a2b3c4d5e6f70\n")]
    [TestCase("first name,last name,email,beta groups,udid,unknown\n\"Jane\",\"Doe\" ,jane@example.com,\"qa\ndesign\"," + First + ",\"x \"\"y\"\" z\"\n")]
    public void Read_WhenTablesAreWrittenInManyWays_TheSamePersonComesOut(string table)
    {
        var tester = Read(table).Testers.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tester.Name, Is.EqualTo("Jane Doe"));
            Assert.That(tester.Email, Is.EqualTo("jane@example.com"));
            Assert.That(tester.Groups, Is.EqualTo((string[])["qa", "design"]));
            Assert.That(tester.Devices.Single().Udid, Is.EqualTo(First));
        }
    }

    [Test]
    public void Read_WhenAPersonHasSeveralRows_DevicesAndGroupsComeTogether()
    {
        var roster = Read($"name,email,groups,udid,model\nJane Doe,jane@example.com,qa,{First},iPhone14,\n".Replace("iPhone14,", "\"iPhone14,2\"", StringComparison.Ordinal)
            + $"Jane Doe,JANE@example.com,design,{Second},\nJane Doe,jane@example.com,qa,{First},\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(roster.Testers, Has.Length.EqualTo(1));
            Assert.That(roster.Testers[0].Devices.Select(device => device.Udid), Is.EqualTo((string[])[First, Second]));
            Assert.That(roster.Testers[0].Devices[0].Model, Is.EqualTo("iPhone14,2"));
            Assert.That(roster.Testers[0].Groups, Is.EqualTo((string[])["qa", "design"]));
        }
    }

    [Test]
    public void Read_WhenItIsApplesOwnListOfDevices_TheDevicesNamesSayWhoseTheyAre()
    {
        var roster = Read($"Device ID\tDevice Name\tDevice Platform\n{First}\tJane's iPhone\tios\n", "devices.txt");

        Assert.That(roster.Testers.Single().Name, Is.EqualTo("Jane's iPhone"));
    }

    [Test]
    public void Read_WhenManyThingsAreWrong_AllLinesAreToldAtOnceAndNobodyIsNamed()
    {
        const string Device = "00008120-00DDDDDDDDDDBEEF";
        var faults = Faults($"""
            name,email,groups,udid
            Jane Doe,jane(at)example.com,qa,{Device}
            Ken Olsen,ken@example.com,qa,{Device[..^1]}

            ,,qa,{Second}
            "Ann Lee" x,ann@example.com,,
            Bob Ray,bob@example.com,,{Second},extra,more
            Kay Fox,ken@example.com,,
            Lea Moe,lea@example,,{Second}
            Max Noe,max@example.com,,{Second}
            Tim Poe,t im@example.com,,{Second.ToUpperInvariant()}
            "Zoe Que,zoe@example.com,,
            """);

        Approved.Verify("TestersCsv.approved.txt", faults);
        using (Assert.EnterMultipleScope())
        {
            foreach (var personal in (string[])["Olsen", "Doe", "Moe", "ken@", "bob", "lea@", Device[..20], Second[..20]])
            {
                Assert.That(faults, Does.Not.Contain(personal).IgnoreCase);
            }
        }
    }

    [TestCase("Jane Doe,jane@example.com\n", "names no column")]
    [TestCase("", "names nobody")]
    [TestCase("name,full name\nJane,Jane\n", "Two columns mean 'Name'")]
    public void Read_WhenTheHeaderIsWrong_ItSaysSo(string table, string expected)
    {
        Assert.That(Faults(table), Does.Contain(expected));
    }

    [Test]
    public void Read_WhenTheFileHasAByteOrderMark_TheFirstColumnIsStillKnown()
    {
        using var folder = new TestFolder();
        var utf8 = folder.Write("utf8.csv", (byte[])[0xEF, 0xBB, 0xBF, .. "name\nJane Doe\n"u8]);
        var utf16 = folder.Write("utf16.csv", (byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes("name\temail\nJané Doe\tjane@example.com\n")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RosterFile.Read(utf8, "utf8.csv").Testers.Single().Name, Is.EqualTo("Jane Doe"));
            Assert.That(RosterFile.Read(utf16, "utf16.csv").Testers.Single().Name, Is.EqualTo("Jané Doe"));
        }
    }

    [Test]
    public void Read_WhenTheFileIsNotUnicode_TheUserIsToldHowToSaveIt()
    {
        using var folder = new TestFolder();
        var path = folder.Write("old.csv", (byte[])[.. "name\nJan"u8, 0xE9, .. "\n"u8]);

        var error = Assert.Throws<DistributionException>(() => RosterFile.Read(path, "old.csv"));

        Assert.That(error!.Faults[0].Headline, Does.Contain("UTF-8"));
    }

    [Test]
    public void Read_WhenRowsAreWithoutEnd_ItStops()
    {
        var table = new StringBuilder("name\n");
        for (var i = 0; i < CsvReader.MostRecords + 5; i++)
        {
            table.Append("n\n");
        }

        Assert.That(Faults(table.ToString()), Does.Contain("more than 20000 lines"));
    }

    [Test]
    public void Read_WhenTheTableIsMutated_OnlyFaultsComeOut()
    {
        var random = new Random(20261122);
        var original = Encoding.UTF8.GetBytes($"name,email,groups,udid\n\"Doe, Jane\",jane@example.com,\"qa;b\",{First}\r\nKen,ken@example.com,,{Second}\n");
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 3000; round++)
        {
            var faults = new List<Fault>();
            var roster = RosterFile.Parse("testers.csv", Encoding.UTF8.GetString(Mutation.Of(original, random)), faults);
            Assert.That(roster.Testers.Length, Is.LessThan(100));
        }

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
    }

    [TestCase("Zoë 😀 👩‍👩‍👧", "Zoë 😀 👩‍👩‍👧")]
    [TestCase("back\\slash", @"back\\slash")]
    [TestCase("A\u00ADB", @"A\U000000ADB")]
    public void ToYaml_WhenNamesHoldUnusualCharacters_WritesWhatIsSeenAsItIs(string name, string written)
    {
        using var folder = new TestFolder();
        var yaml = RosterImport.ToYaml(new TesterRoster([new Tester { Name = name, Email = null }]));

        Assert.That(yaml, Is.EqualTo($"testers:\n  - name: \"{written}\"\n"));
        Assert.That(RosterFile.Read(folder.Write("testers.yml", yaml), "testers.yml").Testers.Single().Name, Is.EqualTo(name));
    }

    [Test]
    public void Import_WhenTheTableIsSound_TheWrittenFileReadsTheSame()
    {
        using var folder = new TestFolder();
        var source = folder.Write("people.csv", $"name,email,groups,udid,device name\n\"Jané \"\"J\"\" Döe: #1\",jane@example.com,\"qa,yes\",{First},it's - mine\nnull,,,{Second},\n");
        var target = folder.Combine("testers.yml");

        var imported = RosterImport.Import(source, target);
        var read = RosterFile.Read(target, "testers.yml");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RosterImport.ToYaml(read), Is.EqualTo(RosterImport.ToYaml(imported)));
            Assert.That(read.Testers[0].Name, Is.EqualTo("Jané \"J\" Döe: #1"));
            Assert.That(read.Testers[0].Devices[0].Name, Is.EqualTo("it's - mine"));
            Assert.That(read.Testers[1].Name, Is.EqualTo("null"));
        }
    }

    [Test]
    public void Import_WhenTheTargetIsThere_ItIsNotOverwritten()
    {
        using var folder = new TestFolder();
        var target = folder.Write("testers.yml", "mine");

        var error = Assert.Throws<DistributionException>(() => RosterImport.Import(folder.Write("people.csv", "name\nJane\n"), target));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
            Assert.That(File.ReadAllText(target), Is.EqualTo("mine"));
        }
    }

    [Test]
    public void Import_WhenTheFolderIsNone_SaysThatNothingCouldBeWritten()
    {
        using var folder = new TestFolder();
        var target = Path.Combine(folder.Write("occupied", "a file"), "testers.yml");

        var error = Assert.Throws<DistributionException>(() => RosterImport.Import(folder.Write("people.csv", "name\nJane\n"), target));

        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.Settings));
        Assert.That(error.Faults.Single().Headline, Does.Contain("could not be written"));
    }

    private static TesterRoster Read(string table, string file = "testers.csv")
    {
        var faults = new List<Fault>();
        var roster = RosterFile.Parse(file, table, faults);
        Assert.That(FaultTranscript.Of(faults), Is.Empty);
        return roster;
    }

    private static string Faults(string table)
    {
        var faults = new List<Fault>();
        _ = RosterFile.Parse("testers.csv", table, faults);
        Assert.That(faults, Is.Not.Empty);
        return FaultTranscript.Of(faults);
    }
}
