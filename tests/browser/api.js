/** What has to have happened before a story begins, done over the API. */

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Somebody of the demo, as a client of the API. */
export async function asPerson(house, name, password = 'demo-surgalt') {
  const person = new Client(house.address);
  const tokens = await person.send('POST', '/api/v1/sign-in', { name, password });
  person.token = tokens.access_token;
  person.id = tokens.person_id;
  return person;
}

class Client {
  token = '';

  constructor(address) {
    this.address = address;
  }

  async send(method, path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (this.token !== '') headers.Authorization = `Bearer ${this.token}`;
    const asked = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
    const answer = await fetch(this.address + path, asked);
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** A course of one lesson, which a teacher has read: the certificate that it is rewarded with. */
export async function earnCertificate(house, teacherName) {
  const methodologist = await asPerson(house, 'methodologist@demo.example');
  const teacher = await asPerson(house, teacherName);
  const code = `T${Date.now() % 1_000_000}`;
  const programme = await methodologist.send('POST', '/api/v1/programmes', { code, title: code });
  const lesson = { title: 'Хичээл', content: { kind: 'lesson', markdown: 'Сайн байна уу' } };
  const modules = [{ title: 'Модуль', items: [lesson] }];
  const draft = { title: 'Манлайлал', language: 'mn', hours: 8, modules };
  const course = await methodologist.send('POST', '/api/v1/courses', {
    programme_id: programme.id,
    draft,
  });
  const path = `/api/v1/courses/${course.id}`;
  const { number } = await methodologist.send('POST', `${path}/versions`);
  const version = await methodologist.send('GET', `${path}/versions/${number}`);
  await methodologist.send('POST', `${path}/enrolments`, { people: [teacher.id] });
  const { items } = await teacher.send('GET', '/api/v1/me/enrolments');
  const enrolment = items.find((one) => one.course_id === course.id);
  const item = version.document.modules[0].items[0];
  await teacher.send('PUT', `/api/v1/enrolments/${enrolment.id}/items/${item.id}/read`);
  return eventually(async () => {
    const own = await teacher.send('GET', '/api/v1/me/certificates');
    return own.items.find((one) => one.course_id === course.id);
  });
}

/** What comes in a while. */
export async function eventually(look, patience = 15_000) {
  const until = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    assert.ok(Date.now() < until, 'it has not come');
    await pause(100);
  }
}

/** A course of one quiz with three questions, for a teacher: the address of the quiz. */
export async function enrolInQuiz(house, teacher) {
  const methodologist = await asPerson(house, 'methodologist@demo.example');
  const code = `Q${Date.now() % 1_000_000}`;
  const programme = await methodologist.send('POST', '/api/v1/programmes', { code, title: code });
  const option = (text, correct = false) => ({ text, correct });
  const question = (text, answer) => ({ text, answer, marks: 1 });
  const questions = [
    question('Аль нь өнгө вэ?', {
      kind: 'single_choice',
      options: [option('Улаан', true), option('Хурдан')],
    }),
    question('Аль нь тэгш тоо вэ?', {
      kind: 'multiple_choice',
      options: [option('3'), option('4', true)],
    }),
    question('Монгол Улсын нийслэл?', { kind: 'short_text', accepted: ['Улаанбаатар'] }),
  ];
  const quiz = { title: 'Сорил', content: { kind: 'quiz', pass_percent: 50, tries: 2, questions } };
  const modules = [{ title: 'Модуль', items: [quiz] }];
  const draft = { title: 'Сорилтой сургалт', language: 'mn', hours: 2, modules };
  const course = await methodologist.send('POST', '/api/v1/courses', {
    programme_id: programme.id,
    draft,
  });
  const path = `/api/v1/courses/${course.id}`;
  const { number } = await methodologist.send('POST', `${path}/versions`);
  const version = await methodologist.send('GET', `${path}/versions/${number}`);
  await methodologist.send('POST', `${path}/enrolments`, { people: [teacher.id] });
  const { items } = await teacher.send('GET', '/api/v1/me/enrolments');
  const enrolment = items.find((one) => one.course_id === course.id);
  const item = version.document.modules[0].items[0];
  return `/enrolments/${enrolment.id}/items/${item.id}/quiz`;
}
