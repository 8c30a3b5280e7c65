using MobileDist.Testing;

namespace MobileDist.Tests;

public sealed class RetryPolicyTests
{
    private readonly VirtualTime _time = new();

    private RetryPolicy Policy(RetryLimits? limits = null) => new(_time, () => 0.5, limits ?? new RetryLimits());

    private async Task<(int Tries, double Seconds)> FailAlways(RetryLimits limits, TimeSpan? wait = null)
    {
        var (tries, start) = (0, _time.GetTimestamp());
        await Policy(limits).RunAsync(_ => Task.FromResult(new Attempt<int>(++tries, IsWorthAnother: true, wait)), default);
        return (tries, _time.GetElapsedTime(start).TotalSeconds);
    }

    [Test]
    public async Task RunAsync_WhenFinal_TriesOnce()
    {
        var tries = 0;

        Assert.That(await Policy().RunAsync(_ => Task.FromResult(new Attempt<int>(++tries)), default), Is.EqualTo(1));
        Assert.That(tries, Is.EqualTo(1));
    }

    [Test]
    public async Task RunAsync_WhenItNeverEnds_DoublesItsWaitsUpToTheLongest() =>
        Assert.That(
            await FailAlways(new RetryLimits { Attempts = 5, LongestDelay = TimeSpan.FromSeconds(3) }),
            Is.EqualTo((5, 0.75 * (1 + 2 + 3 + 3))));

    [Test]
    public async Task RunAsync_WhenServiceAsksForAWait_IsNeverEarlier() =>
        Assert.That(await FailAlways(new RetryLimits { Attempts = 2 }, TimeSpan.FromSeconds(40)), Is.EqualTo((2, 40.75)));

    [Test]
    public async Task RunAsync_WhenWaitEndsAfterTheTotal_DoesNotBeginIt() =>
        Assert.That(
            await FailAlways(new RetryLimits { Total = TimeSpan.FromSeconds(100) }, TimeSpan.FromSeconds(60)),
            Is.EqualTo((2, 60.75)));

    [Test]
    public void RunAsync_WhenCancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        var tries = 0;

        Assert.That(
            async () => await Policy().RunAsync(
                async _ =>
                {
                    tries++;
                    await cancelled.CancelAsync();
                    return new Attempt<int>(0, IsWorthAnother: true);
                },
                cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(tries, Is.EqualTo(1));
    }
}
