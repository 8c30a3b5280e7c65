namespace MobileDist.GitHub;

/// <summary>
/// Who we are among the authors of comments. Anybody can paste our marker into a comment of their own, and a token with
/// enough rights could change that one too, so the author decides and not the marker.
/// </summary>
internal sealed record CommentAuthor(string Login, long? Id)
{
    private const string BotSuffix = "[bot]";

    public bool Wrote(CommentResource comment)
    {
        if (comment.User is not { Login: { } login } user || (Id is { } id && id != user.Id))
        {
            return false;
        }

        // GraphQL names an app without the suffix that REST gives it. Only what REST calls a bot may match that way: a
        // person may have registered the bare name.
        return string.Equals(login, Login, StringComparison.OrdinalIgnoreCase)
            || (user.Type is "Bot" && string.Equals(Bare(login), Bare(Login), StringComparison.OrdinalIgnoreCase));
    }

    private static string Bare(string login) => login.EndsWith(BotSuffix, StringComparison.OrdinalIgnoreCase) ? login[..^BotSuffix.Length] : login;
}
