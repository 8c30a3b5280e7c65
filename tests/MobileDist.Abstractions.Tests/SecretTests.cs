using System.Globalization;
using System.Text.Json;

namespace MobileDist.Tests;

public sealed class SecretTests
{
    private const string Value = "correct horse battery staple";

    [Test]
    public void ToString_Always_HidesTheValue()
    {
        var secret = new Secret(Value);

        Assert.That(secret.ToString(), Is.EqualTo("***"));
        Assert.That($"{secret}", Is.EqualTo("***"));
        Assert.That(string.Format(CultureInfo.InvariantCulture, "{0}", secret), Is.EqualTo("***"));
    }

    [Test]
    public void Serialize_WhenInAnObject_HidesTheValue()
    {
        var json = JsonSerializer.Serialize(new { Password = new Secret(Value) });

        Assert.That(json, Does.Not.Contain("horse"));
    }

    [Test]
    public void ToString_WhenInARecord_HidesTheValue()
    {
        Assert.That(new Holder(new Secret(Value)).ToString(), Does.Not.Contain("horse"));
    }

    [Test]
    public void Reveal_Always_GivesTheValue()
    {
        Assert.That(new Secret(Value).Reveal(), Is.EqualTo(Value));
        Assert.That(new Secret("").IsEmpty);
    }

    private sealed record Holder(Secret Password);
}
