"""The words of the gallery, in Chinese and English: as few as a good slide has, more than it should have, and far too many."""

from __future__ import annotations

from typing import NamedTuple

LANGS = ("zh", "en")
AMOUNTS = ("plain", "crowded", "extreme")


class Words(NamedTuple):
    """What one language says: titles by amount, points, a paragraph, people, labels."""

    titles: tuple[str, str, str]
    points: tuple[str, ...]
    text: str
    quote: str
    by: str
    names: tuple[str, ...]
    job: str
    heads: tuple[str, ...]
    short: tuple[str, ...]
    number: tuple[str, str]
    source: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    alt: str
    note: str
    claims: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]


ZH = Words(
    titles=(
        "一次接入，五类通道全部可用",
        "七个团队各自接供应商，同一件事做了七遍，还没有一处能看到全貌",
        "从自建到平台：七个团队、十一家供应商、三年历史与四套状态码，怎样在一个季度里换成同一个接口，一条通知也不丢失，夜里也安稳",
    ),
    points=(
        "短信、邮件、语音、推送、即时消息，同一个接口",
        "**失败自动降级**：推送不达转短信，短信不达转语音",
        "状态全程可查，送达、已读、失败都有记录",
        "模板先审后发，敏感词当场提醒",
        "夜里不打扰：静默时段由业务自己配置",
        "供应商出故障，30 秒内自动换路，不用半夜起来切",
        "按量计费，`每月一张账单`，各团队用了多少一目了然",
        "新渠道两天上线，不再排一个季度的期",
        "密钥只在平台里，离职交接不用逐家更换",
        "同一个人一天最多三条营销消息，超过的自动合并",
        "接口兼容旧版本，老系统不改代码也能先接上",
        "数据留在自己手里，保存多久由合规说了算",
    ),
    text="平台把“怎样送到”从每个业务里拿出来，只留下“送什么、送给谁”。业务写一份模板，调用一次接口，平台负责挑选通道、控制频率、处理失败、留下记录。",
    quote="以前换一家供应商要排一个季度的工期，现在改一行配置，当天下午就切完了。",
    by="支付业务负责人",
    names=("王小明", "李红", "赵大海", "欧阳雪晴", "陈立", "孙佳"),
    job="架构与接入",
    heads=("更快", "更省", "更稳"),
    short=("新渠道两天上线", "单条成本下降 23%", "故障 30 秒自动切换"),
    number=("99.2%", "验证码十秒送达率，六个月前是 93.5%"),
    source="来源：平台运行月报，2026 年 10 月（示例数据）",
    columns=("渠道", "单价（元）", "适用", "送达率"),
    cells=("短信", "0.032", "验证码与关键提醒", "98.1%"),
    alt="三层架构图：接入、路由、通道",
    note="先问：谁家今天还在自己接供应商？",
    claims=(
        "统一通知平台：值不值，先看账",
        "为什么要统一",
        "今天的内容",
        "一次接入，五类通道全部可用",
        "业务与平台各做各的",
        "选平台的三个理由",
        "接入前后，差在哪里",
        "十秒之内，一百条只丢不到一条",
        "用过的人怎么说",
        "夜里的值班室，安静下来了",
        "一条消息走过的路",
        "四个渠道，一张对比表",
        "接入的团队一季比一季多",
        "五行代码发出第一条通知",
        "三步接入，本周就能开始",
        "现在、接下来、以后",
        "谁来支持你",
        "请现在用两分钟，告诉我们哪里该改",
        "接入，从一个名字开始",
        "",
    ),
    rows=(
        ("短信", "0.032", "验证码与关键提醒", "98.1%"),
        ("推送", "0.000", "活跃用户的日常消息", "99.2%"),
        ("语音", "0.085", "紧急告警", "96.4%"),
        ("邮件", "0.001", "账单与长通知", "97.7%"),
    ),
    parts=("为什么要统一 · 8 分钟", "架构一览 · 12 分钟", "成本与收益 · 6 分钟", "下一步 · 4 分钟"),
)
EN = Words(
    titles=(
        "Connect once, use five channels",
        "Seven teams connect to suppliers on their own, do the same work seven times, and nobody sees the whole",
        "From seven home-made senders to one platform: eleven suppliers and four sets of states become one interface within a quarter",
    ),
    points=(
        "Text, mail, voice, push and chat through one interface",
        "**Falls back by itself**: push fails, text goes; text fails, voice calls",
        "Every state on record: sent, delivered, read, failed",
        "Templates are approved before they are sent",
        "Quiet at night: each team sets its own hours",
        "A supplier fails and another takes over within 30 seconds, nobody gets up",
        "Paid by volume, `one bill a month`, and each team sees its share",
        "A new channel is live in two days instead of a quarter",
        "Keys stay inside the platform: nobody changes them when people leave",
        "At most three campaign notices a person a day, the rest are merged",
        "Old interfaces still answer: old systems join without new code",
        "Data stays with us, for as long as compliance says",
    ),
    text="The platform takes “how it gets there” out of every business and leaves “what, and to whom”. A team writes one template and "
    "makes one call; the platform picks the channel, keeps the pace, deals with failure and leaves a record.",
    quote="Changing a supplier used to take a quarter. Now it is one line of settings, and we were done the same afternoon.",
    by="Head of payments",
    names=("Wang Xiaoming", "Li Hong", "Ada Konstantinopoulou", "Ouyang Xueqing", "Chen Li", "Sun Jia"),
    job="Architecture, onboarding",
    heads=("Faster", "Cheaper", "Steadier"),
    short=("A new channel in two days", "23% less for each text message", "Switches suppliers within 30 seconds"),
    number=("99.2%", "of one-time codes arrive within ten seconds; six months ago it was 93.5%"),
    source="Source: platform report, October 2026 (sample figures)",
    columns=("Channel", "Price", "Good for", "Delivered"),
    cells=("Text message", "0.032", "Codes and key alerts", "98.1%"),
    alt="Three layers: entry, routing, channels",
    note="Ask first: who still connects to suppliers alone?",
    claims=(
        "Is a shared platform worth it?",
        "Why one platform",
        "Today",
        "Connect once, use five channels",
        "Teams and platform each do their part",
        "Three reasons for a platform",
        "Before and after",
        "Fewer than one code in a hundred is late",
        "What people say who use it",
        "Quiet nights in the operations room",
        "The road of one message",
        "Four channels side by side",
        "More teams join every quarter",
        "Five lines of code send the first notice",
        "Three steps, and you can begin this week",
        "Now, next, later",
        "Who helps you",
        "Two minutes, now: tell us what to change",
        "It starts with one name",
        "",
    ),
    rows=(
        ("Text message", "0.032", "Codes and key alerts", "98.1%"),
        ("Push", "0.000", "Everyday news for active users", "99.2%"),
        ("Voice", "0.085", "Urgent alarms", "96.4%"),
        ("Mail", "0.001", "Bills and long notices", "97.7%"),
    ),
    parts=("Why one platform · 8 min", "What it looks like · 12 min", "Cost and benefit · 6 min", "What happens next · 4 min"),
)
OF = {"zh": ZH, "en": EN}
