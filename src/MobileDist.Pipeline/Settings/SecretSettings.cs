using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Settings;

/// <summary>
/// What a settings file calls a secret is one, wherever it stands: also under an app or a store that this run has no use for, and
/// where another source wins over it. A build command can print every variable that is behind it.
/// </summary>
internal static class SecretSettings
{
    private static readonly string[] Passwords = ["keystore-password", "key-password", "certificate-password", "demo-password"];
    private static readonly string[] Keys = ["keystore", "certificate", "key", "credentials"];

    /// <summary>Tells the redactor all values that come out of variables.</summary>
    public static void Register(SectionReader section, Redactor redactor)
    {
        foreach (var entry in (section.Node as YamlNode.Mapping)?.Entries ?? [])
        {
            if (section.Peek(entry.Key) is { FromVariable: true } given
                && (Passwords.Contains(entry.Key, StringComparer.Ordinal) || (Keys.Contains(entry.Key, StringComparer.Ordinal) && KeyMaterialReader.IsHeld(given))))
            {
                redactor.Register(new Secret(given.Value));
            }

            Register(section.Section(entry.Key), redactor);
        }
    }
}
