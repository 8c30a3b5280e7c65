using MobileDist.Benchmarks.UploadServer;

// apple | play
// A store that takes uploads, as a process of its own, until its input ends. Says what a client has to know, one fact a line, and an
// empty line; answers each line of input in the same way.
IUploadStore? chosen = args switch
{
    ["apple"] => await AppleStore.StartAsync(TimeProvider.System),
    ["play"] => await PlayStore.StartAsync(TimeProvider.System),
    _ => null,
};
if (chosen is null)
{
    await Console.Error.WriteLineAsync("Write: apple, or play.");
    return 2;
}

await using var store = chosen;
await SayAsync(store.Facts);
while (await Console.In.ReadLineAsync() is { } question)
{
    await SayAsync(await store.AnswerAsync(question));
}

return 0;

static async Task SayAsync(IEnumerable<string> lines)
{
    foreach (var line in lines)
    {
        await Console.Out.WriteLineAsync(line);
    }

    await Console.Out.WriteLineAsync();
    await Console.Out.FlushAsync();
}
