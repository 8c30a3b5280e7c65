namespace MobileDist.Testing;

/// <summary>How a peer's run ended.</summary>
public sealed record PeerResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test with the peer's own words unless it exited with 0; returns its standard output.</summary>
    public string Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, $"{Output}\n{Error}");
        return Output;
    }
}
