using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;
using MobileDist.Testing;

namespace Cake.Frosting.Tests;

public sealed class CompositionTests
{
    private static readonly Journal Shared = new();

    [Test]
    public void Create_ReturnsAHostThatRuns() => Assert.That(CakeHost.Create().Run(["--version"]), Is.Zero);

    [Test]
    public void UseStartup_RegistersItsServices()
    {
        var run = HostRun.Of("--target=Typed", host => host.UseStartup<TypedStartup>(), typeof(Typed));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void UseModule_RegistersWhatTheModuleSays()
    {
        var run = HostRun.Of("--target=NeedsPart", host => host.UseModule<PartModule>(), typeof(NeedsPart));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
    }

    [Test]
    public void UseLifetime_GivesTheSameInstanceForBothEnds()
    {
        var services = new ServiceCollection().AddSingleton(Shared).UseLifetime<RunLifetime>().UseTaskLifetime<EachTask>();
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetService<IFrostingSetup>(), Is.SameAs(provider.GetService<IFrostingTeardown>()));
        Assert.That(provider.GetService<IFrostingLifetime>(), Is.SameAs(provider.GetService<IFrostingSetup>()));
        Assert.That(provider.GetService<IFrostingTaskSetup>(), Is.SameAs(provider.GetService<IFrostingTaskTeardown>()));
    }

    [Test]
    public void InstallTool_InstallsBeforeTheFirstTaskAndMakesItFindable()
    {
        using var folder = new TestFolder();
        var tool = folder.Write("faketool.exe", "not run");
        var installer = new FakeInstaller(tool);
        var finder = new Journal();
        var run = HostRun.Of(
            "--target=FindsTool",
            host => host.InstallTool(new Uri("fake:?package=Tool&version=1.2.3"))
                .UsePackageInstaller<NeverInstaller>()
                .ConfigureServices(services => services.AddSingleton<IPackageInstaller>(installer).AddSingleton(finder)),
            typeof(FindsTool));

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(installer.Installed, Is.EqualTo("Tool"));
        Assert.That(finder.Text, Is.EqualTo("faketool.exe"));
    }

    public sealed class TypedStartup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.UseContext<TestContext1>();
    }

    public sealed class Part;

    public sealed class PartModule : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) => registrar.RegisterType<Part>().AsSelf().Singleton();
    }

    public sealed class NeedsPart(Part part) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => ArgumentNullException.ThrowIfNull(part);
    }

    public sealed class FindsTool(Journal journal) : FrostingTask
    {
        public override void Run(Core.ICakeContext context) => journal.Add(context.Tools.Resolve("faketool.exe").GetFilename().FullPath);
    }

    public sealed class NeverInstaller : IPackageInstaller
    {
        public bool CanInstall(PackageReference package, PackageType type) => false;

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path) =>
            throw new AssertionException("It said that it cannot.");
    }

    public sealed class FakeInstaller(string tool) : IPackageInstaller
    {
        public string Installed { get; private set; } = "";

        public bool CanInstall(PackageReference package, PackageType type) => string.Equals(package.Scheme, "fake", StringComparison.Ordinal) && type == PackageType.Tool;

        public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path)
        {
            Installed = package.Package;
            return [new FileSystem().GetFile(tool)];
        }
    }
}
