using MobileDist.Pipeline.Building;

namespace MobileDist.Pipeline.Tests.Building;

public sealed class ShellCommandTests
{
    [TestCase("gradlew assembleRelease", true)]
    [TestCase("gradlew assembleRelease\n", true, Description = "as a block of YAML ends")]
    [TestCase("\r\n gradlew assembleRelease \r\n", true)]
    [TestCase("npm ci\ngradlew assembleRelease", false)]
    [TestCase("npm ci\r\ngradlew assembleRelease\r\n", false)]
    [TestCase("npm ci\rgradlew", false)]
    public void Takes_WhenTheShellIsCmd_IsForOneLineOnly(string command, bool expected)
    {
        Assert.That(ShellCommand.Takes(command, onWindows: true), Is.EqualTo(expected));
        Assert.That(ShellCommand.Takes(command, onWindows: false), Is.True);
    }
}
