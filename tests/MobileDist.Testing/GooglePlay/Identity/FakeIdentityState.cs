namespace MobileDist.Testing.GooglePlay.Identity;

/// <summary>What the fake services share: the time, and what was asked of them that they would never be asked by a right client.</summary>
public sealed class FakeIdentityState(TimeProvider time)
{
    private readonly List<string> _violations = [];

    /// <summary>How far the services' clock is ahead of the caller's.</summary>
    public TimeSpan ClockAhead { get; set; }

    public DateTimeOffset Now => time.GetUtcNow() + ClockAhead;

    public IReadOnlyList<string> Violations => _violations;

    public void Expect(bool condition, string rule)
    {
        if (!condition)
        {
            _violations.Add(rule);
        }
    }
}
