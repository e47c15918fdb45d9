using System.Globalization;
using System.Text;

namespace Tieout.Connectors.Stripe;

/// <summary>What is sent, form-encoded: <c>lines[0][amount]=100</c>.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    public IEnumerable<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>For a key: the same form is the same text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (name, value) in _pairs)
            {
                _ = text.Append(name).Append('=').Append(value).Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>Adds a value, unless there is none.</summary>
    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
        {
            _pairs.Add(KeyValuePair.Create(name, value));
        }

        return this;
    }

    public StripeForm Add(string name, long value) =>
        Add(name, value.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, bool value) => Add(name, value ? "true" : "false");
}
