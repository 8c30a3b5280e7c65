using MobileDist.Testing;
using MobileDist.Testing.Apple;

namespace MobileDist.Pipeline.Tests.Stages;

/// <summary>What the tests of jobs on an iOS package share: settings, and a project in which all that signing needs lies ready.</summary>
public abstract class IosJobTestBase
{
    private protected const string Identifier = "com.example.mobiledist.sample";

    private protected const string Settings = """
        roster: testers.yml
        apps:
          demo:
            ios:
              package: app.ipa
              signing:
                certificate: my.p12
                certificate-password: ${MY_PASSWORD}
                profiles: profiles/*.mobileprovision
        channels:
          link: { url: "https://builds.example.com/" }
        """;

    private protected static string SamplePackage => RepositoryRoot.Combine("samples", "ios", "Sample-unsigned.ipa");

    private protected static void CopySample(Project project) => File.Copy(SamplePackage, project.Combine("app.ipa"));

    private protected static Project Complete()
    {
        var project = new Project(Settings) { AppleRoots = [AppleTestAuthority.Shared.Root.CreateCertificate()] };
        project.Clock.Now = AppleTestAuthority.Now;
        CopySample(project);
        File.WriteAllBytes(project.Combine("my.p12"), AppleTestAuthority.Shared.Distribution.ExportPkcs12("p12 password"));
        project.Environment["MY_PASSWORD"] = "p12 password";
        Directory.CreateDirectory(project.Combine("profiles"));
        File.WriteAllBytes(project.Combine("profiles", "app.mobileprovision"), new AppleTestProfile { Name = "Sample", AppId = Identifier }.ToBytes());
        File.WriteAllBytes(project.Combine("profiles", "share.mobileprovision"), new AppleTestProfile { Name = "Share", AppId = $"{Identifier}.share" }.ToBytes());
        project.Write("testers.yml", $$"""
            testers:
              - name: Jane Doe
                email: jane@example.com
                devices: [{ udid: {{AppleTestProfile.FirstDevice}}, model: "iPhone14,2" }]
              - name: John Smith
                devices: [{ udid: 00008110-00000000000000FF }]
            """);
        return project;
    }

    private protected static async Task WriteProfilesAsync(Project project, string identifier, AppleTestProfileKind kind = AppleTestProfileKind.AdHoc)
    {
        foreach (var (file, suffix) in new[] { ("app", ""), ("share", ".share") })
        {
            var profile = new AppleTestProfile { Name = $"New {file}", AppId = identifier + suffix, Kind = kind };
            await File.WriteAllBytesAsync(project.Combine("profiles", file + ".mobileprovision"), profile.ToBytes());
        }
    }
}
