using MobileDist;
using MobileDist.Benchmarks;

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    cancellation.Cancel();
};

try
{
    var options = BenchmarkOptions.Parse(args);
    var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    foreach (var verb in options.Verbs.Distinct(StringComparer.Ordinal))
    {
        var (name, section) = verb switch
        {
            BenchmarkOptions.SignApk => (SignReport.SectionName, await ApkSectionAsync(options, date, cancellation.Token)),
            BenchmarkOptions.SignAab => (AabReport.SectionName, await AabSectionAsync(options, date, cancellation.Token)),
            BenchmarkOptions.Start => (StartReport.SectionName, await StartSectionAsync(options, date, cancellation.Token)),
            BenchmarkOptions.Upload => (UploadReport.SectionName, await UploadSectionAsync(options, date, cancellation.Token)),
            _ => (IpaReport.SectionName, await IpaSectionAsync(options, date, cancellation.Token)),
        };
        BenchmarkDocument.Update(options.Document, name, section);
        Console.WriteLine();
        Console.WriteLine(section);
    }

    Console.WriteLine($"Written to {options.Document}");
    return (int)ExitCode.Done;
}
catch (DistributionException error)
{
    foreach (var fault in error.Faults)
    {
        Console.Error.WriteLine(fault.Headline);
        foreach (var detail in fault.Details)
        {
            Console.Error.WriteLine($"  {detail.Name}: {detail.Value}");
        }

        Console.Error.WriteLine(fault.Remedy);
    }

    return (int)error.ExitCode;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled; the document is as it was.");
    return (int)ExitCode.Cancelled;
}

static async Task<string> ApkSectionAsync(BenchmarkOptions options, DateOnly date, CancellationToken ct)
{
    var bench = new SignBenchmark(options, TimeProvider.System, Console.Out);
    var results = await bench.RunAsync(ct);
    return SignReport.Render(results, MachineDescription.Read(bench.PeerVersions), options.Rounds, date);
}

static async Task<string> AabSectionAsync(BenchmarkOptions options, DateOnly date, CancellationToken ct)
{
    var bench = new AabBenchmark(options, TimeProvider.System, Console.Out);
    var results = await bench.RunAsync(ct);
    return AabReport.Render(results, MachineDescription.Read(bench.PeerVersions), options.Rounds, date);
}

static async Task<string> IpaSectionAsync(BenchmarkOptions options, DateOnly date, CancellationToken ct)
{
    var results = await new IpaBenchmark(options, TimeProvider.System, Console.Out).RunAsync(ct);
    return IpaReport.Render(results, MachineDescription.Read([]), options.Rounds, date);
}

static async Task<string> StartSectionAsync(BenchmarkOptions options, DateOnly date, CancellationToken ct)
{
    var bench = new StartBenchmark(options, TimeProvider.System, Console.Out);
    var rounds = await bench.RunAsync(ct);
    return StartReport.Render(rounds, MachineDescription.Read([("Node", bench.NodeVersion)]), date);
}

static async Task<string> UploadSectionAsync(BenchmarkOptions options, DateOnly date, CancellationToken ct)
{
    var bench = new UploadBenchmark(options, TimeProvider.System, Console.Out);
    var results = await bench.RunAsync(ct);
    return UploadReport.Render(results, MachineDescription.Read([("curl", bench.CurlVersion)]), options.Rounds, date);
}
