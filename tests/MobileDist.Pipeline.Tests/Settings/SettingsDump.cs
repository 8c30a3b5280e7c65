using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace MobileDist.Pipeline.Tests.Settings;

/// <summary>Everything that settings hold, as text: two that say the same look the same. Of a fault only its headline, since places move.</summary>
internal static class SettingsDump
{
    public static string Of(object settings)
    {
        var text = new StringBuilder();
        Write(settings, text);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case Secret secret:
                text.Append(secret.Reveal());
                break;
            case Fault fault:
                text.Append(fault.Headline);
                break;
            case string or IFormattable:
                text.Append('\'').Append(CultureInfo.InvariantCulture, $"{value}").Append('\'');
                break;
            case bool flag:
                text.Append(flag);
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(", ");
                }

                text.Append(']');
                break;
            default:
                WriteProperties(value, text);
                break;
        }
    }

    private static void WriteProperties(object value, StringBuilder text)
    {
        text.Append(value.GetType().Name).Append(" {");
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.GetIndexParameters().Length == 0))
        {
            text.Append(property.Name).Append(" = ");
            Write(property.GetValue(value), text);
            text.Append("; ");
        }

        text.Append("}\n");
    }
}
