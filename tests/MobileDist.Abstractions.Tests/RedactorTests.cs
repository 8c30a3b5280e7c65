using System.Text;

namespace MobileDist.Tests;

public sealed class RedactorTests
{
    [Test]
    public void Redact_WhenTextHoldsTheSecret_MasksIt()
    {
        var redactor = With("hunter22");

        Assert.That(redactor.Redact("password is hunter22!"), Is.EqualTo("password is ***!"));
    }

    [Test]
    public void Redact_WhenTextHoldsItsBase64_MasksIt()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("hunter22"));

        Assert.That(With("hunter22").Redact($"Authorization: {base64}"), Is.EqualTo("Authorization: ***"));
    }

    [Test]
    public void Redact_WhenSecretHasLines_MasksEachLine()
    {
        var redactor = With("-----BEGIN KEY-----\r\nabcdef\nghijkl\n-----END KEY-----\n");

        Assert.That(redactor.Redact("first abcdef then ghijkl"), Is.EqualTo("first *** then ***"));
    }

    [Test]
    public void Redact_WhenOneSecretContainsAnother_LeavesNoHalf()
    {
        var redactor = With("secret", "secret-and-more");

        Assert.That(redactor.Redact("[secret-and-more]"), Is.EqualTo("[***]"));
    }

    [Test]
    public void Redact_WhenSecretIsTooShort_LeavesTheTextReadable()
    {
        Assert.That(With("a").Redact("a banana"), Is.EqualTo("a banana"));
    }

    [Test]
    public void Write_WhenSecretComesInHalves_MasksIt()
    {
        var inner = new StringWriter();
        using (var writer = new RedactingWriter(inner, With("hunter22")))
        {
            writer.Write("it is hun");
            writer.Write('t');
            writer.Write("er22".AsSpan());
            writer.WriteLine(" indeed");
        }

        Assert.That(inner.ToString(), Is.EqualTo("it is *** indeed" + Environment.NewLine));
    }

    [Test]
    public void Flush_WhenALineIsOpen_LetsItThroughMasked()
    {
        var inner = new StringWriter();
        using var writer = new RedactingWriter(inner, With("hunter22"));

        writer.Write("hunter22");
        Assert.That(inner.ToString(), Is.Empty);
        writer.Flush();

        Assert.That(inner.ToString(), Is.EqualTo("***"));
    }

    [Test]
    public void Register_WhenTheSecretIsNew_TellsTheListenerOnce()
    {
        var redactor = With("hunter22");
        var heard = new List<string>();
        redactor.Tell(secret =>
        {
            heard.Add(secret.Reveal());
            redactor.Register(secret);
        });

        redactor.Register(new Secret("hunter22"));
        redactor.Register(new Secret("hunter33"));
        redactor.Register(new Secret("hunter33"));

        Assert.That(heard, Is.EqualTo(new[] { "hunter33" }));
    }

    private static Redactor With(params string[] secrets)
    {
        var redactor = new Redactor();
        foreach (var secret in secrets)
        {
            redactor.Register(new Secret(secret));
        }

        return redactor;
    }
}
