namespace MobileDist.GooglePlay;

/// <summary>Work in an edit as one transaction: done again whole, in a new edit, when another ended it.</summary>
internal static class EditWork
{
    /// <summary>Opens an edit, works in it, and drops it.</summary>
    public static Task<T> ReadAsync<T>(GooglePlayApi api, string packageName, Func<PlayEdit, CancellationToken, Task<T>> work, CancellationToken cancellationToken) => RunAsync(
        api,
        async token =>
        {
            var edit = await PlayEdit.OpenAsync(api, packageName, token);
            var result = await work(edit, token);
            await edit.DiscardAsync(token);
            return result;
        },
        cancellationToken);

    /// <summary>Again and again, as long as others end the edit and the policy allows.</summary>
    public static async Task<T> RunAsync<T>(GooglePlayApi api, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        EditLostException? last = null;
        var result = await api.EditRetry.RunAsync(
            async token =>
            {
                try
                {
                    last = null;
                    return new Attempt<T?>(await work(token));
                }
                catch (EditLostException lost)
                {
                    last = lost;
                    return new Attempt<T?>(default, IsWorthAnother: true);
                }
            },
            cancellationToken);
        return last is null ? result! : throw last.ToFinal();
    }
}
