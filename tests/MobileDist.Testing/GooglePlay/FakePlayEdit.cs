namespace MobileDist.Testing.GooglePlay;

/// <summary>An edit of the fake.</summary>
internal sealed class FakePlayEdit(string id, string account, FakePlayApp app, DateTimeOffset expires)
{
    public string Id => id;

    public string Account => account;

    public FakePlayApp App => app;

    public DateTimeOffset Expires => expires;

    public FakePlayState State { get; } = app.Live.Copy();

    /// <summary>Why it is no more; null while it is open.</summary>
    public FakePlayAnswer? Ended { get; set; }
}
