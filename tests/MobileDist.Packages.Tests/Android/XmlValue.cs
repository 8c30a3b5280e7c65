namespace MobileDist.Packages.Tests.Android;

/// <summary>An attribute for <see cref="CompiledXml"/>.</summary>
internal sealed record XmlValue(uint Id, string Name, byte Type, uint Data, string? Text = null)
{
    public static XmlValue Plain(string name, string text) => new(0, name, 0x03, 0, text);

    public static XmlValue Of(uint id, string text) => new(id, "", 0x03, 0, text);

    public static XmlValue Of(uint id, int number) => new(id, "", 0x10, (uint)number);

    public static XmlValue Of(uint id, bool value) => new(id, "", 0x12, value ? uint.MaxValue : 0);

    public static XmlValue Reference(uint id, uint resource) => new(id, "", 0x01, resource);
}
