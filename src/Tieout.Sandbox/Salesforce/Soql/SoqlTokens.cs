using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>A query's tokens, read one after the other.</summary>
internal sealed class SoqlTokens(string text)
{
    private readonly IReadOnlyList<SoqlToken> _tokens = SoqlLexer.Split(text);
    private int _at;

    public string Text => text;

    /// <summary>What is to be read next; none at the end.</summary>
    public SoqlToken? Next => _at < _tokens.Count ? _tokens[_at] : null;

    public SalesforceException Unexpected() => SoqlError.Unexpected(text, Next);

    /// <summary>Reads words if they all come next.</summary>
    public bool Skip(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Count || !_tokens[_at + i].Is(words[i]))
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    public void Require(string word)
    {
        if (!Skip(word))
        {
            throw Unexpected();
        }
    }

    /// <summary>Reads a name or another word.</summary>
    public string Word()
    {
        if (
            Next is not { IsText: false } word
            || !(char.IsLetterOrDigit(word.Text[0]) || word.Text[0] is '-' or '+')
        )
        {
            throw Unexpected();
        }

        _at++;
        return word.Text;
    }

    /// <summary>Reads whatever comes next.</summary>
    public SoqlToken Any()
    {
        var token = Next ?? throw Unexpected();
        _at++;
        return token;
    }
}
