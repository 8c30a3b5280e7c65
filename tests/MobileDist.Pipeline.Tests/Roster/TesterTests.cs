using MobileDist.Pipeline.Roster;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Tests.Roster;

public sealed class TesterTests
{
    [TestCase("Jane Doe", "Jane D.")]
    [TestCase("Doe, Jane", "Jane D.")]
    [TestCase("Jane", "J…")]
    [TestCase("  Anna  Maria  von Öst ", "Anna Ö.")]
    [TestCase("王小明", "王…")]
    [TestCase("😀lly", "😀…")]
    [TestCase(",", "somebody")]
    [TestCase("Jane\u00A0Doe", "Jane D.")]
    [TestCase("Jane\u3000Doe", "Jane D.")]
    [TestCase("jane.doe@example.com", "j…@example.com")]
    [TestCase("jane.doe@example.com Doe", "j…@example.com D.")]
    [TestCase("@doe", "…")]
    public void Shorten_WhenNamesAreWritten_NoSurnameIsLeft(string name, string shown)
    {
        Assert.That(Tester.Shorten(name), Is.EqualTo(shown));
    }

    [Test]
    public void AppleDevices_WhenShownNamesAreTheSame_OwnersStayTwo()
    {
        var roster = new TesterRoster([Owner("Jane", "A"), Owner("John", "B", "C"), Owner("Zoe", "D"), new Tester { Name = "Jim", Email = null }, Owner("Jack", "E")]);

        Assert.That(roster.AppleDevices().Select(device => $"{device.Udid} {device.Owner}"), Is.EqualTo((string[])["A J…", "B J… (2)", "C J… (2)", "D Z…", "E J… (3)"]));
    }

    private static Tester Owner(string name, params string[] udids) =>
        new() { Name = name, Email = null, Devices = [.. udids.Select(udid => new RosterDevice(udid, null, null))] };

    [Test]
    public void ToString_WhenATesterIsPrinted_NothingPersonalIsInIt()
    {
        var tester = new Tester
        {
            Name = "Jane Doe",
            Email = "jane.doe@example.com",
            Devices = [new RosterDevice("00008110-001A2B3C4D5E6F70", "Jane's iPhone", "iPhone14,2")],
        };

        using (Assert.EnterMultipleScope())
        {
            Assert.That($"{tester}", Is.EqualTo("Jane D."));
            Assert.That($"{tester.Devices[0]}", Is.EqualTo("…6F70"));
            Assert.That(tester.MaskedEmail, Is.EqualTo("j…@example.com"));
            Assert.That($"{new TesterRoster([tester])}", Does.Not.Contain("Doe"));
            Assert.That($"{new RosterText("Jane Doe", new RosterPlace("f", 3))}", Does.Not.Contain("Jane"));
        }
    }

    [TestCase("jane@example.com", null)]
    [TestCase("j.d+tag@sub.example.co.uk", null)]
    [TestCase("jörg@bücher.example", null)]
    [TestCase("jane", "no '@'")]
    [TestCase("a@b@example.com", "more than one")]
    [TestCase("@example.com", "nothing stands before")]
    [TestCase("jane@localhost", "no domain")]
    [TestCase("jane@-bad.com", "no domain")]
    [TestCase("jane@example..com", "no domain")]
    [TestCase("ja ne@example.com", "a blank")]
    [TestCase(".jane@example.com", "a dot")]
    [TestCase("jane<x>@example.com", "'<'")]
    public void Flaw_WhenAddressesAreChecked_TheFlawIsNamed(string address, string? flaw)
    {
        Assert.That(EmailAddress.Flaw(address), flaw is null ? Is.Null : Does.Contain(flaw));
    }

    [TestCase("00008110-001A2B3C4D5E6F70", "00008110-001A2B3C4D5E6F70")]
    [TestCase(" 00008110-001a2b3c4d5e6f70 ", "00008110-001A2B3C4D5E6F70")]
    [TestCase("00008110001A2B3C4D5E6F70", "00008110-001A2B3C4D5E6F70")]
    [TestCase("ABCDEF0123456789ABCDEF0123456789ABCDEF01", "abcdef0123456789abcdef0123456789abcdef01")]
    [TestCase("ABCDEF0123456789ABCDEF0123456789ABCDEF0", null)]
    [TestCase("00008110-001A2B3C4D5E6F7", null)]
    [TestCase("0000811-0001A2B3C4D5E6F70", null)]
    [TestCase("00008110-001A2B3C4D5E6F7X", null)]
    [TestCase("3D8F0F2E-7C3B-4C8E-9E6B-2E4A0A1B2C3D", null)]
    [TestCase("", null)]
    public void Normalize_WhenUdidsAreWritten_OneFormComesOut(string text, string? udid)
    {
        Assert.That(AppleDeviceId.Normalize(text), Is.EqualTo(udid));
    }
}
