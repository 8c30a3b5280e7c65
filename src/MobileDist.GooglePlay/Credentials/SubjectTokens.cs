namespace MobileDist.GooglePlay;

/// <summary>Reads the identity token that a credentials file points to.</summary>
/// <param name="place">Where it is.</param>
/// <param name="source">Where the credentials file is from, for messages.</param>
/// <param name="handler">Carries the request.</param>
internal sealed class SubjectTokens(SubjectTokenPlace place, string source, HttpMessageHandler handler)
{
    private const long LargestFile = 64 * 1024;

    /// <exception cref="DistributionException">It is not there, or is none.</exception>
    public async Task<Secret> GetAsync(CancellationToken cancellationToken)
    {
        var text = place switch
        {
            SubjectTokenPlace.InFile file => await ReadAsync(file.Path, cancellationToken),
            SubjectTokenPlace.AtAddress at => await AskAsync(at, cancellationToken),
            _ => "",
        };
        var token = place.JsonMember is { } member ? TokenAnswer.Member(text, member) : text.Trim();
        return TokenAnswer.IsToken(token) ? new Secret(token!) : throw CredentialFaults.NoSubjectToken(source, Where, "it holds no token");
    }

    private string Where => place switch
    {
        SubjectTokenPlace.InFile file => file.Path,
        SubjectTokenPlace.AtAddress at => at.Address.GetLeftPart(UriPartial.Path),
        _ => "",
    };

    private async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? await File.ReadAllTextAsync(path, cancellationToken)
                : throw CredentialFaults.NoSubjectToken(source, Where, "it is too large to be a token");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CredentialFaults.NoSubjectToken(source, Where, "it cannot be read");
        }
    }

    private async Task<string> AskAsync(SubjectTokenPlace.AtAddress at, CancellationToken cancellationToken)
    {
        using var endpoint = new TokenEndpoint(handler);
        var reply = await endpoint.GetAsync(at.Address, at.Headers, cancellationToken);
        return reply.Failure is null ? reply.Body : throw CredentialFaults.NoSubjectToken(source, Where, $"it was not given: {reply.Failure.Words}", reply.Failure.IsWorthAnother);
    }
}
