using System.Diagnostics;
using System.Text;
using MobileDist.Signing.Apple.Bundles;
using MobileDist.Testing;

namespace MobileDist.Signing.Tests.Apple.Bundles;

/// <summary>Broken packages and seals: only our own exception, no verdict that all is well, bounded time.</summary>
public sealed class IpaFuzzTests : IpaTestBase
{
    [Test]
    public async Task VerifyAsync_WhenThePackageIsBroken_RefusesOrFindsIt()
    {
        var signed = await SignAsync(Write(App()));
        var original = await File.ReadAllBytesAsync(signed.Output);
        var random = new Random(4);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 300; i++)
        {
            await AnswerAsync(() => VerifyAsync(Folder.Write("broken.ipa", Mutation.Of(original, random))));
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromMinutes(2)));
    }

    [Test]
    public async Task SignAsync_WhenThePackageIsBroken_RefusesOrSignsIt()
    {
        var original = await File.ReadAllBytesAsync(Write(App()));
        var random = new Random(5);
        var plan = AppPlan();
        for (var i = 0; i < 100; i++)
        {
            var input = Folder.Write("broken.ipa", Mutation.Of(original, random));
            await AnswerAsync(() => SignAsync(input, plan));
        }

        Assert.That(Directory.EnumerateFiles(Folder.FullPath).Select(Path.GetFileName), Is.SubsetOf((string[])["unsigned.ipa", "broken.ipa", "signed.ipa"]));
    }

    [Test]
    public async Task SignAsync_WhenTheContentIsBroken_RefusesOrSignsIt()
    {
        var original = Write(App());
        var entries = Entries(original);
        var names = entries.Keys.Where(name => name.EndsWith("Info.plist", StringComparison.Ordinal) || name.EndsWith("/Demo", StringComparison.Ordinal) || name.EndsWith("Share", StringComparison.Ordinal)).ToArray();
        var random = new Random(6);
        var plan = AppPlan();
        for (var i = 0; i < 100; i++)
        {
            var wanted = names[random.Next(names.Length)];
            var input = Repack(original, (name, bytes) => string.Equals(name, wanted, StringComparison.Ordinal) ? Mutation.Of(bytes, random) : bytes);
            await AnswerAsync(() => SignAsync(input, plan));
        }
    }

    [Test]
    public void Read_WhenASealIsBroken_RefusesOrReadsIt()
    {
        var files = Enumerable.Range(0, 20).Select(i => new BundleFile($"file {i}", FileDigest.Of([(byte)i]), null));
        var original = CodeResources.Write(files.OrderBy(file => file.Path, StringComparer.Ordinal), "Demo", withSha1: true);
        var random = new Random(7);
        for (var i = 0; i < 3000; i++)
        {
            try
            {
                var seal = ResourceSeal.Read(Mutation.Of(original, random), "CodeResources");
                _ = seal.Rules.Find("some/path.txt");
            }
            catch (DistributionException error)
            {
                Assert.That(error.Message, Is.Not.Empty);
            }
        }
    }

    [Test]
    public void Compile_WhenPatternsAreRandom_AnswersQuickly()
    {
        const string Letters = @"^$.*+?()[]|\ab/-:{}";
        var random = new Random(8);
        var path = string.Concat(Enumerable.Repeat("ab/", 300));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 1000; i++)
        {
            var pattern = new StringBuilder();
            for (var length = random.Next(1, 25); length > 0; length--)
            {
                pattern.Append(Letters[random.Next(Letters.Length)]);
            }

            _ = ResourcePattern.Compile(pattern.ToString())?.Invoke(path);
        }

        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
    }

    private static async Task AnswerAsync<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
        }
        catch (DistributionException error)
        {
            Assert.That(error.Faults, Is.Not.Empty);
        }
    }
}
