namespace MobileDist.Benchmarks.UploadServer;

/// <summary>A store that takes uploads.</summary>
internal interface IUploadStore : IAsyncDisposable
{
    /// <summary>Where it is, and then what signs a client in.</summary>
    IReadOnlyList<string> Facts { get; }

    Task<IReadOnlyList<string>> AnswerAsync(string question);
}
