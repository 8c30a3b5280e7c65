namespace MobileDist.Tests;

public sealed class DeviceNamesTests
{
    [TestCase("con", true)]
    [TestCase("CON.apk", true)]
    [TestCase("nul .apk", true)]
    [TestCase("Com1.tar.gz", true)]
    [TestCase("lpt0", true)]
    [TestCase("console.apk", false)]
    [TestCase("base-con.apk", false)]
    [TestCase("com10", false)]
    [TestCase(".con", false)]
    [TestCase("", false)]
    public void Has_WhenAskedForAName_KnowsThoseOfDevices(string name, bool expected) => Assert.That(DeviceNames.Has(name), Is.EqualTo(expected));
}
