namespace MobileDist.GooglePlay;

/// <summary>
/// Keeps a token until shortly before its end, however long a run takes; those who ask meanwhile wait for one request.
/// Thread-safe.
/// </summary>
internal sealed class AccessTokens(ITokenSource source, RetryPolicy retry, TimeProvider time, Redactor? redactor) : IAccessTokens, IDisposable
{
    private static readonly TimeSpan LeastLeft = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1);
    private Secret? _token;
    private DateTimeOffset _renewAt;

    public async Task<Secret> GetAsync(bool renew, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return _token is not null && !renew && time.GetUtcNow() < _renewAt ? _token : await RequestAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        source.Dispose();
        _turn.Dispose();
    }

    private async Task<Secret> RequestAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var outcome = await retry.RunAsync(
            async token =>
            {
                asked = time.GetUtcNow();
                var one = await source.RequestAsync(token);
                return new Attempt<TokenOutcome>(one, one.IsWorthAnother);
            },
            cancellationToken);
        if (outcome is not TokenOutcome.Granted granted)
        {
            _token = null;
            var failed = (TokenOutcome.Failed)outcome;
            throw CredentialFaults.Of(failed.Task, failed.Failure);
        }

        redactor?.Register(granted.Token);

        // A token with a short life is used for half of it.
        _renewAt = asked + (granted.Life > 2 * LeastLeft ? granted.Life - LeastLeft : granted.Life / 2);
        return _token = granted.Token;
    }
}
