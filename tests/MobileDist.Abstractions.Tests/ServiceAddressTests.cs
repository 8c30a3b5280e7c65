namespace MobileDist.Abstractions.Tests;

public sealed class ServiceAddressTests
{
    [TestCase("https://api.example.com", "https://api.example.com/")]
    [TestCase("https://api.example.com/v3//", "https://api.example.com/v3/")]
    [TestCase("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x/")]
    [TestCase("http://localhost:1", "http://localhost:1/")]
    [TestCase("http://[::1]:1/", "http://[::1]:1/")]
    [TestCase("http://api.example.com", null)]
    [TestCase("http://localhost.example.com", null)]
    [TestCase("ftp://localhost", null)]
    [TestCase("https://user@api.example.com", null)]
    [TestCase("https://api.example.com/?a=b", null)]
    [TestCase("https://api.example.com/#a", null)]
    [TestCase("api.example.com", null)]
    [TestCase("", null)]
    public void Parse_WhenAddressesAreGiven_TakesThoseThatATokenMayGoTo(string value, string? expected) =>
        Assert.That(ServiceAddress.Parse(value)?.AbsoluteUri, Is.EqualTo(expected));

    [TestCase("https://a.example/x", "https://A.example:443/y", true)]
    [TestCase("https://a.example", "https://b.example", false)]
    [TestCase("https://a.example", "http://a.example", false)]
    [TestCase("http://127.0.0.1:1", "http://127.0.0.1:2", false)]
    public void IsSameOrigin_WhenTwoAreHeldAgainstEachOther_SchemeHostAndPortCount(string left, string right, bool expected) =>
        Assert.That(ServiceAddress.IsSameOrigin(new Uri(left), new Uri(right)), Is.EqualTo(expected));
}
