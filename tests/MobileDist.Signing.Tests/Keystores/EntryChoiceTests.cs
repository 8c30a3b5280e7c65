namespace MobileDist.Signing.Tests.Keystores;

public sealed class EntryChoiceTests
{
    [TestCase("multi.jks")]
    [TestCase("multi.p12")]
    public void Read_WhenSeveralKeysAndNoAlias_ListsThem(string file)
    {
        var fault = Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Does.Contain("holds 2 keys"));
            Assert.That(Aliases(fault), Is.EquivalentTo(new[] { "first", "second" }));
            Assert.That(fault.Remedy, Does.Contain("ANDROID_KEY_ALIAS"));
        }
    }

    [TestCase("multi.jks")]
    [TestCase("multi.p12")]
    public void Read_WhenAliasIsUnknown_NamesItAndListsTheOthers(string file)
    {
        var fault = Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, alias: "frist"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Headline, Is.EqualTo($"'{file}' has no key 'frist'."));
            Assert.That(Aliases(fault), Is.EquivalentTo(new[] { "first", "second" }));
        }
    }

    [TestCase("multi.jks", "ONLYCERT")]
    [TestCase("multi.p12", "onlycert")]
    [TestCase("rsa.jceks", "aes")]
    public void Read_WhenAliasIsACertificateOrSecretKey_SaysThatItCannotSign(string file, string alias) =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, alias: alias)).Headline,
            Is.EqualTo($"The entry '{alias}' of '{file}' holds no private key that can sign."));

    [TestCase("certificates.jks", "storepw")]
    [TestCase("openssl-certificate.p12", "legacy123")]
    public void Read_WhenNoKeyIsThere_SaysOnlyCertificatesAre(string file, string password) =>
        Assert.That(Fixture.Refused(Fixture.Bytes(file), Fixture.Access(file, password)).Headline, Does.StartWith($"'{file}' holds no private key"));

    [Test]
    public void Read_WhenKeyHasNoNameAndOneIsAsked_SaysToLeaveItOut() =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes("openssl-noname.p12"), Fixture.Access("openssl-noname.p12", "legacy123", "upload")).Remedy,
            Does.Contain("leave ANDROID_KEY_ALIAS out"));

    [Test]
    public void Read_WhenAliasIsEmpty_IsAsIfItWereNotSet()
    {
        using var identity = Fixture.Read("rsa.p12", alias: "");

        Assert.That(identity.Alias, Is.EqualTo("demo"));
    }

    [Test]
    public void Read_WhenAskedAliasHoldsLineEnds_PutsNoneIntoTheMessage() =>
        Assert.That(
            Fixture.Refused(Fixture.Bytes("rsa.p12"), Fixture.Access("rsa.p12", alias: "a\r\n::error::b\u202e")).Headline,
            Is.EqualTo("'rsa.p12' has no key 'a??::error::b?'."));

    private static string[] Aliases(Fault fault) => fault.Details.Single(detail => string.Equals(detail.Name, "aliases", StringComparison.Ordinal)).Value.Split(", ");
}
