namespace MobileDist.GooglePlay.Tests;

/// <summary>Access tokens that are there already; counts how often a new one was asked for.</summary>
internal sealed class FakeTokens(params string[] tokens) : IAccessTokens
{
    private int _at;

    public int Renewals { get; private set; }

    public Task<Secret> GetAsync(bool renew, CancellationToken cancellationToken)
    {
        if (renew)
        {
            Renewals++;
            _at = Math.Min(_at + 1, tokens.Length - 1);
        }

        return Task.FromResult(new Secret(tokens[_at]));
    }
}
