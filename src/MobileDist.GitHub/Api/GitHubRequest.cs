using System.Net.Http.Headers;

namespace MobileDist.GitHub;

/// <summary>A request that can be made more than once.</summary>
internal sealed record GitHubRequest(HttpMethod Method, Uri Address)
{
    /// <summary>JSON in UTF-8.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Makes the content anew for each try: a file that is streamed.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether it changes something, so that a lost answer must not lead to a second request. GraphQL queries are POST and do not.</summary>
    public bool IsWrite { get; init; } = Method != HttpMethod.Get;

    /// <summary>Whether it goes without the token: what is there for somebody who has no account.</summary>
    public bool IsAnonymous { get; init; }

    public HttpRequestMessage ToMessage(Secret token)
    {
        var message = new HttpRequestMessage(Method, Address);
        message.Headers.Authorization = IsAnonymous ? null : new AuthenticationHeaderValue("Bearer", token.Reveal());
        message.Headers.Accept.ParseAdd("application/vnd.github+json");
        message.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        message.Headers.UserAgent.ParseAdd("MobileDistPipeline");
        message.Content = Content?.Invoke();
        if (Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return message;
    }
}
